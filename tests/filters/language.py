"""Whether a text is clearly not English, by its script and its commonest words."""
import re

LOOKED_AT = 16 << 10  # bytes: they decide for the whole document
LEAST_WORDS = 20
LEAST_LETTERS = 50
CLEARLY = 3  # times as many words of another language as of English

WORDS = {
    "English": "the of and to in that is was for it on with as at by he said from are his her not but they this be has have an",
    "German": "der die das und nicht ist von den dem mit für dass sich auf ein eine sie er im zu wird war hat sagte wir",
    "French": "le la les des et est une un dans que qui pour pas sur au du il elle ne se a été avec par ce sont",
    "Spanish": "el la los las de que y en un una es por con para no se del al su más lo como ha fue",
    "Italian": "il lo la gli le di che e un una è per con non del della si dei nel ha sono più da come",
    "Dutch": "de het een en van dat is niet op te zijn voor met die er aan hij ook maar om wordt heeft zegt",
    "Portuguese": "o a os as de que e em um uma é por com para não se do da no na mais ao foi dos",
    "Swedish": "och att det som en är på för av med den till inte har de ett om var sade jag han hon",
}
WORDS = {name: frozenset(words.split()) for name, words in WORDS.items()}
SCRIPTS = {"Russian": "\u0400-\u04ff", "Greek": "\u0370-\u03ff", "Arabic": "\u0600-\u06ff", "Hebrew": "\u0590-\u05ff",
           "Japanese": "\u3040-\u30ff", "Chinese": "\u4e00-\u9fff", "Korean": "\uac00-\ud7af", "Hindi": "\u0900-\u097f"}
LETTER = re.compile(r"[^\W\d_]")
WORD = re.compile(r"[^\W\d_]+")


def other_script(text):
    letters = len(LETTER.findall(text))
    for name, characters in SCRIPTS.items():
        if letters >= LEAST_LETTERS and 2 * len(re.findall("[%s]" % characters, text)) > letters:
            return name
    return ""


def other_language(data):
    """-> what a document that begins so looks like; empty for English, and where it is not clear"""
    text = bytes(data[:LOOKED_AT]).decode("utf-8", "ignore")
    script = other_script(text)
    words = WORD.findall(text.lower())
    if script or len(words) < LEAST_WORDS:
        return script
    counts = {name: sum(word in known for word in words) for name, known in WORDS.items()}
    best = max(counts, key=lambda name: counts[name])
    is_clear = counts[best] >= CLEARLY * max(counts["English"], len(words) // 20)
    return best if is_clear else ""
