#include "meaning/credit_patterns.h"

#include "meaning/credit.h"

const ss_credit_definition ss_credit_definitions[] = {
    {"word", "(?:al-|el-|[dD]['\u2019]|[oO]['\u2019])?(?:\\p{Lu}\\.(?:-?\\p{Lu}\\.)*"
             "|\\p{Lu}(?:[\\p{L}\\p{M}]|['\u2019\\-](?=\\p{L}))*)"},
    {"particle", "(?:al|bin|bint|da|de|del|della|den|der|di|do|dos|du|el|ibn|la|le|ten|ter|van|von|y)"},
    {"month", "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?"
              "|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?"},
    {"date", "(?:(?&month)\\h+\\d{1,2}|\\d{1,2}\\h+(?&month))(?:,?\\h+\\d{4})?\\b"},
    {"agency", "(?:[Tt]he\\h+)?(?:AAP|AFP|Agence\\h+France[-\\h]Presse|Anadolu(?:\\h+Agency)?|ANI|ANSA|AP|APA|"
               "Associated\\h+Press|BBC(?:\\h+News)?|Bloomberg(?:\\h+News)?|Business\\h+Wire|Canadian\\h+Press|CNBC|CNN|"
               "Deutsche\\h+Presse-Agentur|dpa|DPA|EFE|GLOBE\\h+NEWSWIRE|IANS|Interfax|Jiji(?:\\h+Press)?|"
               "Kyodo(?:\\h+News)?|McClatchy|NTB|PA(?:\\h+(?:Media|News))?|Press\\h+Association|PR\\h?Newswire|PTI|"
               "Reuters|Ritzau|TASS|Thomson\\h+Reuters|Tribune\\h+News\\h+Service|UPI|"
               "United\\h+Press\\h+International|Xinhua|Yonhap)\\b"},
    /* what a name does not begin with, and the job that it is not */
    {"no_name", "(?i:(?:a|all|an|and|any|contrast|each|early|every|fall|her|his|how|its|last|late|law|mid|midnight|my|"
                "next|no|noon|now|or|our|some|spring|summer|that|the|their|then|these|this|those|what|when|who|why|"
                "winter|your|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|"
                "august|september|october|november|december)\\b)"
                "|(?:(?&word)\\h+){0,3}(?i:agency|analyst|bureau|columnist|contributor|correspondents?|desk|editors?|"
                "media|news|photographer|press|producer|reporters?|staff|writers?)\\b|(?&agency)"},
    {"title", "(?:Ambassador|Congress(?:man|woman)|Dr\\.?|Gov(?:ernor|\\.)|Mrs?\\.?|Ms\\.?|President|Prof(?:essor|\\.)|"
              "Rep(?:resentative|\\.)|Sen(?:ator|\\.)|Sir|U\\.S\\.)"},
    {"person", "(?!(?&no_name))(?&word)(?:\\h+(?:(?&particle)\\h+){0,2}(?!and\\b|AND\\b)(?&word)){1,3}"},
    {"and", "(?:\\h*,)?\\h+(?:and|AND|&)\\h+"},
    {"people", "(?&person)(?:\\h+in\\h+(?&word)(?:\\h+(?&word))?)?"
               "(?:(?:\\h*,\\h*(?&person))*(?&and)(?&person)(?:\\h+in\\h+(?&word)(?:\\h+(?&word))?)?)?"},
    {"dash", "(?:[\u2014\u2013\u2015]|--?)"},
    {"capitals", "\\p{Lu}(?:[\\p{Lu}\\p{M}]|['\u2019.\\-](?=\\p{Lu}))+\\.?"},
    /* labels, and the titles that begin a turn in a transcript */
    {"no_place", "(?:ADVERTISEMENT|ALERT|AMBASSADOR|ANALYSIS|ANSWER|BREAKING|COLUMN|CORRECTION|DEVELOPING|DR|EDITORIAL|"
                 "EXCLUSIVE|EXPLAINED|EXPLAINER|FACTBOX|GALLERY|GOV|GOVERNOR|HEADLINE|HOST|INTERVIEW|JUDGE|JUST|LIVE|LOOK|"
                 "MINISTER|MODERATOR|MRS?|MS|NEWS|NOTE|OPINION|PHOTOS?|PRESIDENT|QUESTION|QUIZ|READ|REP|REPORTER|REVIEW|"
                 "SECRETARY|SEN|SENATOR|TIMELINE|UPDATED?|URGENT|VIDEO|WARNING|WATCH)\\b"},
    {"place", "(?!(?&no_place))(?&capitals)(?:\\h+(?&capitals)){0,3}"
              "(?:,\\h+(?:(?&capitals)|(?:\\p{Lu}\\.){2}|(?!(?&month))\\p{Lu}\\p{Ll}+\\.?(?:\\h+\\p{Lu}\\p{Ll}+)?))?"},
    /* running text, not a headline: it is long or ends as sentences do */
    {"prose", "(?s:.{600}|.{30,}[.!?][\"'\u201d\u2019)\\]]*\\s*\\z)"},
    {"strong_bullet", "[\u2022\u2023\u25e6\u25aa\u25ab\u25cf\u25cb\u25a0\u25a1\u25c6\u00b7\u2219\u27a4\u25ba]"},
    {"bullet", "(?:(?&strong_bullet)\\h*|(?:[-*\u2013\u2014]|\\(?\\d{1,2}[.)]|\\[\\d{1,2}\\])\\h+)"},
    {"heading", "(?i:(?:additional|further|key|main|primary|related)\\h+)?"
                "(?i:references|sources?(?:\\h+links?)?(?:\\h+(?:cited|used|and\\h+further\\h+reading))?)"},
    {"entry", "(?:https?://[^\\s,;]+|[\\p{Lu}\\d][\\p{L}\\p{N}'\u2019.&/\\-]*"
              "(?:\\h+(?:and|de|for|in|of|on|the|[\\p{Lu}\\d(][\\p{L}\\p{N}'\u2019.&/)\\-]*)){0,8})"},
};

/* Of one list of entries, with bullets or one a line. */
#define EACH_ENTRY \
    "(?m)(?:^\\h*(?&bullet)?|(?&strong_bullet)\\h*)" \
    "((?!\\h|(?&strong_bullet))(?:(?!\\h*(?&strong_bullet))[^\\n]){1,300}?)(?=\\h*[,;]?\\h*(?:(?&strong_bullet)|$))"
#define EACH_NAME "(?:^|\\b[Bb]y\\h+|,\\h*(?:and\\h+)?|\\b(?:and|AND)\\h+|&\\h*)(?:(?&title)\\h+)*((?&person))"
/* Further entries: with bullets, or short lines that are no sentences. */
#define MORE_ENTRIES "\\A((?&bullet).{1,1000}|[^\\n]{2,200}(?<![.!?:]))\\z"

/* Earlier rows win where two claim the same bytes. */
const ss_credit_pattern ss_credit_patterns[] = {
    {"dateline-agency", SS_CREDIT_DATELINE, SS_CREDIT_HEAD, false,
     "(?m)^((?&place)(?:,\\h+(?&date))?)\\h*\\([^()\\n]{2,40}\\)\\h*(?:(?&dash)|:)", NULL, NULL},
    {"dateline-town-agency", SS_CREDIT_DATELINE, SS_CREDIT_HEAD, false,
     "(?m)^((?&word)(?:\\h+(?&word)){0,2}(?:,\\h+(?&word))?(?:,\\h+(?&date))?)\\h*\\((?&agency)\\)\\h*(?:(?&dash)|:)",
     NULL, NULL},
    {"dateline-date", SS_CREDIT_DATELINE, SS_CREDIT_HEAD, false,
     "(?m)^((?&word)(?:\\h+(?&word)){0,2}(?:,\\h+(?&word))?,\\h+(?&date))\\h*"
     "(?:\\([^()\\n]{2,40}\\)\\h*|/[^/\\n]{2,30}/\\h*)?(?&dash)", NULL, NULL},
    {"dateline-dash", SS_CREDIT_DATELINE, SS_CREDIT_HEAD, false,
     "\\A((?&place)(?:,\\h+(?&date))?)\\h+(?&dash)\\h+(?=[\"'\u201c\u2018\\p{Lu}\\d])(?=(?&prose))", NULL, NULL},
    {"dateline-colon", SS_CREDIT_DATELINE, SS_CREDIT_HEAD, true,
     "\\A(?=\\p{Lu}{4})(?![^:\\n]*\\b(?:AMBASSADOR|BACKGROUND|CHAIR(?:MAN|WOMAN)?|CHANCELLOR|COMMISSIONER|DIRECTOR|"
     "GENERAL|GOVERNOR|KING|LEADER|MINISTER|OFFICIAL|OPERATOR|PRESIDENT|QUEEN|REPRESENTATIVE|SECRETARY|SENATOR|SPEAKER|"
     "SUMMARY)\\b)((?&place)):\\h+(?=[\"'\u201c\u2018\\p{Lu}\\d])(?=(?&prose))", NULL, NULL},
    {"wire-dateline", SS_CREDIT_WIRE, SS_CREDIT_HEAD, false,
     "(?m)^(?&place)(?:,\\h+(?&date))?\\h*\\((?!(?&date))(\\p{L}[^()\\n]{1,39})\\)\\h*(?:(?&dash)|:)", NULL, NULL},
    {"wire-town-dateline", SS_CREDIT_WIRE, SS_CREDIT_HEAD, false,
     "(?m)^(?:(?&word)[^()\\n]{0,50})?\\(((?&agency))\\)\\h*(?:(?&dash)|:)", NULL, NULL},
    {"wire-newswire", SS_CREDIT_WIRE, SS_CREDIT_HEAD, false,
     "(?m)^(?&word)[^/\\n]{0,60}/((?&agency))/\\h*(?&dash)", NULL, NULL},
    {"wire-line", SS_CREDIT_WIRE, SS_CREDIT_BOTH, false,
     "\\A(?:(?:[Bb]y|BY)\\h+|Source:\\h*|(?&dash)\\h*|[(\\[])?((?&agency))[)\\]]?"
     "(?:\\h+(?i:staff|writers?|reporters?|correspondents?)){0,2}\\.?\\z", NULL, NULL},
    {"wire-end", SS_CREDIT_WIRE, SS_CREDIT_END, false,
     "[.!?][\"'\u201d\u2019]*\\h*(?:[(\\[]|(?&dash)\\h*)((?&agency))[)\\]]?\\h*\\z", NULL, NULL},
    {"wire-byline", SS_CREDIT_WIRE, SS_CREDIT_BOTH, false,
     "(?m)^(?:By|BY|by)\\h+(?&people)\\h*[,\\n|]\\h*((?&agency))(?:\\h+(?i:staff|writers?|reporters?|correspondents?)){0,2}"
     "\\.?\\h*$", NULL, NULL},
    {"wire-writers", SS_CREDIT_WIRE, SS_CREDIT_TAIL, false,
     "(?:\\A|[.(]\\h*)((?&agency))\\h+(?i:(?:staff\\h+)?(?:correspondents?|journalists?|photographers?|reporters?|writers?))"
     "\\b[^.\\n]{1,300}\\bcontributed\\b", NULL, NULL},
    {"byline-by", SS_CREDIT_BYLINE, SS_CREDIT_BOTH, false,
     "(?m)^(?i:(?:reported|story|text|words|written)\\h+)?(?:By|BY|by):?\\h+((?:(?&title)\\h+)*(?&people))"
     "(?:\\h*[|\u00b7\u2022](?!\\n)[^\\n]{0,100}|\\h+(?&dash)\\h+[^\\n]{0,100}"
     "|\\h*,\\h*(?:(?i:special\\h+to)\\b|\\p{Lu}|\\d)[^\\n.!?;]{0,60})?\\h*$", EACH_NAME, NULL},
    {"byline-reports", SS_CREDIT_BYLINE, SS_CREDIT_BOTH, false,
     "\\A(?:[^\\n]{1,40}['\u2019]s\\h+)?((?&person))\\h+reports?(?:\\h+(?:for|from|in)\\h+[^\\n.]{1,60})?\\.?\\z", NULL, NULL},
    {"byline-writers", SS_CREDIT_BYLINE, SS_CREDIT_TAIL, false,
     "(?i:\\b(?:correspondents?|journalists?|reporters?|writers?))\\h+([^.\\n]{3,300}?)\\h+(?:also\\h+)?contributed\\b",
     EACH_NAME, NULL},
    {"byline-contributed", SS_CREDIT_BYLINE, SS_CREDIT_TAIL, false,
     "\\A[(\\[]?((?&people))\\h+(?:also\\h+)?contributed\\h+(?:reporting|research|to\\h+th(?:e|is)\\h+(?:report|story|article))\\b",
     EACH_NAME, NULL},
    {"byline-reporting", SS_CREDIT_BYLINE, SS_CREDIT_TAIL, false,
     "(?:\\A(?:(?&dash)\\h*)?|[(\\[])((?i:(?:additional\\h+)?(?:reporting|writing)\\h+by)\\h+[^\\n]{3,400}?)"
     "(?=[;.,]?\\h*(?i:edit(?:ing|ed)\\h+by|graphics?\\h+by)|[)\\].]*\\z)", EACH_NAME, NULL},
    {"publisher-copyright", SS_CREDIT_PUBLISHER, SS_CREDIT_BOTH, false,
     "(?m)^\\h*(?i:copyright\\h*)?(?:\u00a9|\\([cC]\\)|(?<=[tT]\\h|[tT])(?=\\d{4}|by\\b))\\h*(?:\\d{4}(?:\\h*[-\u2013]\\h*\\d{2,4})?\\h*,?\\h*)?"
     "(?:by\\h+)?(\\p{Lu}[^\\n.;|]{1,60}?)(?=\\h*(?:[.;|]|$|,?\\h+(?:\\d{4}|All\\h+[Rr]ights)))", NULL, NULL},
    {"publisher-first", SS_CREDIT_PUBLISHER, SS_CREDIT_BOTH, false,
     "\\A(?=.{1,200}\\z)(?i:this\\h+(?:article|column|piece|report|story)\\h+(?:was\\h+)?)?"
     "(?i:(?:first|originally)\\h+(?:appeared|posted|published|ran))\\h+(?:at|by|in|on)\\h+"
     "(\\p{Lu}[^\\n.;,]{1,60}?)(?=\\h*(?:[.;,]|\\z|\\h(?:at|in|on)\\h))", NULL, NULL},
    {"sources-below", SS_CREDIT_SOURCE_LINK, SS_CREDIT_TAIL, false,
     "\\A(?&heading)\\h*:?\\z()", EACH_ENTRY, MORE_ENTRIES},
    {"sources-bullets", SS_CREDIT_SOURCE_LINK, SS_CREDIT_TAIL, false,
     "\\A(?&heading)\\h*:?\\s*((?&bullet)(?s:.{1,2000}))\\z", EACH_ENTRY, "\\A((?&bullet).{1,1000})\\z"},
    {"sources-lines", SS_CREDIT_SOURCE_LINK, SS_CREDIT_TAIL, false,
     "\\A(?&heading)\\h*:\\h*\\n((?:[^\\n]{2,200}(?<![.!?])(?:\\n|\\z)){1,64})\\z", EACH_ENTRY, NULL},
    {"sources-commas", SS_CREDIT_SOURCE_LINK, SS_CREDIT_END, false,
     "\\A(?&heading)\\h*:\\h*((?&entry)(?:\\h*[,;]\\h*(?:and\\h+)?(?&entry)){0,30})\\.?\\z",
     "(?:\\A|[,;])\\h*(?:and\\h+)?((?&entry))", NULL},
};

const uint32_t ss_credit_definition_count = sizeof ss_credit_definitions / sizeof ss_credit_definitions[0];
const uint32_t ss_credit_pattern_count = sizeof ss_credit_patterns / sizeof ss_credit_patterns[0];
