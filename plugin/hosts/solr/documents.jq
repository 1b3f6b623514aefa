# Articles with their quotes nested, for Solr and Elasticsearch: reads a request of `sayso --stdin-jsonl` and its answer, in turn.
# The offsets of the answers must count UTF-16 units, as Java does.

def unique_in_order: reduce .[] as $one ([]; if index([$one]) then . else . + [$one] end);

def without_empty: with_entries(select(.value != null and .value != "" and .value != []));

def quote($article; $speaker):
  {id: "\($article.id)/sayso-\(.id)", quote_path: "/sayso-\(.id)",
   quote_speaker: $speaker.name, quote_key: $speaker.key, quote_role: ([$speaker.role[]?.text] | join("; ")),
   quote_text: .content.text, quote_cue: .cue.text, quote_act: .act, quote_kind: .kind, quote_negated: .negated,
   quote_confidence: .confidence, quote_start: .content.spans[0][0]?, quote_end: .content.spans[-1][1]?}
  | without_empty;

inputs as $article | input as $answer
| ($answer.speakers // [] | map({key: (.id | tostring), value: .}) | from_entries) as $speakers
| {id: ($article.id | tostring), title: $article.title, content: $article.text,
   sayso_status: $answer.status, sayso_message: $answer.message, sayso_model: $answer.model, sayso_rules: $answer.rules,
   speaker: [$answer.attributions[]?.speaker | values | $speakers[tostring].name] | unique_in_order,
   quotes: [$answer.attributions[]? | quote($article; $speakers[.speaker // "" | tostring])]}
| without_empty
