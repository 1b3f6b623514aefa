/* sort.c - a table of words that tell a company from a court.  Floor: meaning. */
#include "meaning/sort.h"

#include <string.h>

#include "meaning/lexeme.h"

typedef struct sort_row {
    const char *word; /* folded */
    uint32_t sorts;
} sort_row;

/* Ascending by word. */
static const sort_row rows[] = {
    {"ab", SS_SORT_FIRM}, {"academy", SS_SORT_SCHOOL}, {"administration", SS_SORT_OFFICE | SS_SORT_STATE},
    {"aerospace", SS_SORT_FIRM}, {"afc", SS_SORT_TEAM}, {"ag", SS_SORT_FIRM}, {"agency", SS_SORT_OFFICE},
    {"airline", SS_SORT_FIRM}, {"airlines", SS_SORT_FIRM}, {"airways", SS_SORT_FIRM}, {"alliance", SS_SORT_ALLIANCE},
    {"archdiocese", SS_SORT_CHURCH}, {"army", SS_SORT_FORCE}, {"assembly", SS_SORT_ASSEMBLY},
    {"associates", SS_SORT_FIRM}, {"association", SS_SORT_SOCIETY}, {"authority", SS_SORT_OFFICE},
    {"automaker", SS_SORT_FIRM}, {"axis", SS_SORT_ALLIANCE}, {"bakery", SS_SORT_FIRM}, {"bancorp", SS_SORT_FIRM},
    {"bank", SS_SORT_FIRM}, {"bench", SS_SORT_COURT}, {"bloc", SS_SORT_ALLIANCE | SS_SORT_UNION},
    {"board", SS_SORT_ASSEMBLY | SS_SORT_OFFICE}, {"body", SS_SORT_ASSEMBLY}, {"brand", SS_SORT_FIRM},
    {"brewer", SS_SORT_FIRM}, {"brewery", SS_SORT_FIRM}, {"brigade", SS_SORT_FORCE}, {"broadcaster", SS_SORT_PRESS},
    {"brokerage", SS_SORT_FIRM}, {"bundestag", SS_SORT_ASSEMBLY}, {"bureau", SS_SORT_OFFICE},
    {"business", SS_SORT_FIRM}, {"bv", SS_SORT_FIRM}, {"cabinet", SS_SORT_STATE}, {"campaign", SS_SORT_PARTY},
    {"capital", SS_SORT_FIRM}, {"carmaker", SS_SORT_FIRM}, {"carrier", SS_SORT_FIRM}, {"cathedral", SS_SORT_CHURCH},
    {"caucus", SS_SORT_ASSEMBLY}, {"center", SS_SORT_HOUSE}, {"centre", SS_SORT_HOUSE}, {"chain", SS_SORT_FIRM},
    {"chamber", SS_SORT_ASSEMBLY}, {"channel", SS_SORT_PRESS}, {"charity", SS_SORT_SOCIETY},
    {"chemicals", SS_SORT_FIRM}, {"chipmaker", SS_SORT_FIRM}, {"chronicle", SS_SORT_PRESS}, {"church", SS_SORT_CHURCH},
    {"city", SS_SORT_STATE}, {"clinic", SS_SORT_HOUSE}, {"club", SS_SORT_TEAM}, {"co", SS_SORT_FIRM},
    {"coalition", SS_SORT_ALLIANCE}, {"college", SS_SORT_SCHOOL}, {"commission", SS_SORT_ASSEMBLY | SS_SORT_OFFICE},
    {"committee", SS_SORT_ASSEMBLY}, {"company", SS_SORT_FIRM}, {"confederation", SS_SORT_UNION},
    {"conglomerate", SS_SORT_FIRM}, {"congregation", SS_SORT_CHURCH}, {"congress", SS_SORT_ASSEMBLY},
    {"conservatoire", SS_SORT_SCHOOL}, {"conservatory", SS_SORT_SCHOOL}, {"consortium", SS_SORT_SOCIETY},
    {"consultancy", SS_SORT_FIRM}, {"cooperative", SS_SORT_SOCIETY}, {"corp", SS_SORT_FIRM},
    {"corporation", SS_SORT_FIRM}, {"corps", SS_SORT_FORCE}, {"council", SS_SORT_ASSEMBLY}, {"county", SS_SORT_STATE},
    {"court", SS_SORT_COURT}, {"crew", SS_SORT_FORCE}, {"daily", SS_SORT_PRESS}, {"department", SS_SORT_OFFICE},
    {"developer", SS_SORT_FIRM}, {"diocese", SS_SORT_CHURCH}, {"directorate", SS_SORT_OFFICE},
    {"district", SS_SORT_STATE}, {"division", SS_SORT_FORCE}, {"drugmaker", SS_SORT_FIRM}, {"duma", SS_SORT_ASSEMBLY},
    {"electric", SS_SORT_FIRM}, {"energy", SS_SORT_FIRM}, {"enterprise", SS_SORT_FIRM}, {"enterprises", SS_SORT_FIRM},
    {"estates", SS_SORT_FIRM}, {"faculty", SS_SORT_SCHOOL}, {"fc", SS_SORT_TEAM}, {"federation", SS_SORT_UNION},
    {"firm", SS_SORT_FIRM}, {"foods", SS_SORT_FIRM}, {"force", SS_SORT_FORCE}, {"forces", SS_SORT_FORCE},
    {"foundation", SS_SORT_SOCIETY}, {"franchise", SS_SORT_TEAM}, {"front", SS_SORT_PARTY}, {"fund", SS_SORT_SOCIETY},
    {"gallery", SS_SORT_HOUSE}, {"gazette", SS_SORT_PRESS}, {"giant", SS_SORT_FIRM}, {"gmbh", SS_SORT_FIRM},
    {"government", SS_SORT_STATE}, {"guard", SS_SORT_FORCE}, {"guardian", SS_SORT_PRESS}, {"guild", SS_SORT_UNION},
    {"herald", SS_SORT_PRESS}, {"holdings", SS_SORT_FIRM}, {"homes", SS_SORT_FIRM}, {"hospital", SS_SORT_HOUSE},
    {"hotel", SS_SORT_FIRM}, {"house", SS_SORT_ASSEMBLY}, {"inc", SS_SORT_FIRM}, {"industries", SS_SORT_FIRM},
    {"inspectorate", SS_SORT_OFFICE}, {"institute", SS_SORT_SCHOOL | SS_SORT_HOUSE | SS_SORT_SOCIETY},
    {"institution", SS_SORT_SCHOOL}, {"insurance", SS_SORT_FIRM}, {"insurer", SS_SORT_FIRM}, {"journal", SS_SORT_PRESS},
    {"kingdom", SS_SORT_STATE}, {"knesset", SS_SORT_ASSEMBLY}, {"lab", SS_SORT_HOUSE}, {"label", SS_SORT_FIRM},
    {"laboratories", SS_SORT_FIRM}, {"laboratory", SS_SORT_HOUSE}, {"labs", SS_SORT_FIRM}, {"league", SS_SORT_UNION},
    {"legislature", SS_SORT_ASSEMBLY}, {"lender", SS_SORT_FIRM}, {"library", SS_SORT_HOUSE}, {"llc", SS_SORT_FIRM},
    {"llp", SS_SORT_FIRM}, {"logistics", SS_SORT_FIRM}, {"ltd", SS_SORT_FIRM}, {"magazine", SS_SORT_PRESS},
    {"maker", SS_SORT_FIRM}, {"manufacturer", SS_SORT_FIRM}, {"media", SS_SORT_PRESS}, {"military", SS_SORT_FORCE},
    {"militia", SS_SORT_FORCE}, {"mining", SS_SORT_FIRM}, {"ministry", SS_SORT_OFFICE}, {"monarchy", SS_SORT_STATE},
    {"mosque", SS_SORT_CHURCH}, {"motors", SS_SORT_FIRM}, {"movement", SS_SORT_PARTY}, {"municipality", SS_SORT_STATE},
    {"museum", SS_SORT_HOUSE}, {"mutual", SS_SORT_FIRM}, {"navy", SS_SORT_FORCE}, {"network", SS_SORT_PRESS},
    {"news", SS_SORT_PRESS}, {"newspaper", SS_SORT_PRESS}, {"nv", SS_SORT_FIRM}, {"observatory", SS_SORT_HOUSE},
    {"observer", SS_SORT_PRESS}, {"office", SS_SORT_OFFICE}, {"operator", SS_SORT_FIRM}, {"orchestra", SS_SORT_HOUSE},
    {"outlet", SS_SORT_PRESS}, {"oyj", SS_SORT_FIRM}, {"pact", SS_SORT_ALLIANCE}, {"panel", SS_SORT_ASSEMBLY},
    {"paper", SS_SORT_PRESS}, {"parish", SS_SORT_CHURCH}, {"parliament", SS_SORT_ASSEMBLY}, {"partners", SS_SORT_FIRM},
    {"party", SS_SORT_PARTY}, {"petroleum", SS_SORT_FIRM}, {"pharmaceuticals", SS_SORT_FIRM},
    {"philharmonic", SS_SORT_HOUSE}, {"pictures", SS_SORT_FIRM}, {"plc", SS_SORT_FIRM}, {"police", SS_SORT_FORCE},
    {"polytechnic", SS_SORT_SCHOOL}, {"post", SS_SORT_PRESS}, {"press", SS_SORT_PRESS}, {"producer", SS_SORT_FIRM},
    {"pty", SS_SORT_FIRM}, {"publisher", SS_SORT_FIRM | SS_SORT_PRESS}, {"rail", SS_SORT_FIRM},
    {"railways", SS_SORT_FIRM}, {"records", SS_SORT_FIRM}, {"refiner", SS_SORT_FIRM}, {"regime", SS_SORT_STATE},
    {"regulator", SS_SORT_OFFICE}, {"republic", SS_SORT_STATE}, {"restaurant", SS_SORT_FIRM},
    {"retailer", SS_SORT_FIRM}, {"review", SS_SORT_PRESS}, {"robotics", SS_SORT_FIRM}, {"sa", SS_SORT_FIRM},
    {"savings", SS_SORT_FIRM}, {"school", SS_SORT_SCHOOL}, {"secretariat", SS_SORT_OFFICE},
    {"securities", SS_SORT_FIRM}, {"seminary", SS_SORT_SCHOOL}, {"senate", SS_SORT_ASSEMBLY},
    {"service", SS_SORT_OFFICE}, {"shipbuilder", SS_SORT_FIRM}, {"shipping", SS_SORT_FIRM}, {"side", SS_SORT_TEAM},
    {"society", SS_SORT_SOCIETY}, {"solutions", SS_SORT_FIRM}, {"spa", SS_SORT_FIRM},
    {"squad", SS_SORT_TEAM | SS_SORT_FORCE}, {"startup", SS_SORT_FIRM}, {"state", SS_SORT_STATE},
    {"station", SS_SORT_PRESS}, {"steelmaker", SS_SORT_FIRM}, {"studio", SS_SORT_FIRM}, {"studios", SS_SORT_FIRM},
    {"subcommittee", SS_SORT_ASSEMBLY}, {"supplier", SS_SORT_FIRM}, {"synagogue", SS_SORT_CHURCH},
    {"systems", SS_SORT_FIRM}, {"team", SS_SORT_TEAM}, {"technologies", SS_SORT_FIRM}, {"telecom", SS_SORT_FIRM},
    {"telegraph", SS_SORT_PRESS}, {"theater", SS_SORT_HOUSE}, {"theatre", SS_SORT_HOUSE}, {"times", SS_SORT_PRESS},
    {"town", SS_SORT_STATE}, {"tribunal", SS_SORT_COURT}, {"tribune", SS_SORT_PRESS}, {"trust", SS_SORT_SOCIETY},
    {"union", SS_SORT_UNION | SS_SORT_SOCIETY}, {"unit", SS_SORT_FORCE}, {"university", SS_SORT_SCHOOL},
    {"utility", SS_SORT_FIRM}, {"watchdog", SS_SORT_OFFICE}, {"website", SS_SORT_PRESS}, {"weekly", SS_SORT_PRESS},
    {"xi", SS_SORT_TEAM},
};

/* Names that no word tells the sort of; in a longer one, "NATO Summit", they do not. Ascending. */
static const sort_row names[] = {
    {"abc", SS_SORT_FIRM | SS_SORT_PRESS}, {"airbus", SS_SORT_FIRM}, {"alibaba", SS_SORT_FIRM},
    {"amazon", SS_SORT_FIRM}, {"apple", SS_SORT_FIRM}, {"aramco", SS_SORT_FIRM},
    {"asean", SS_SORT_ALLIANCE | SS_SORT_UNION}, {"bbc", SS_SORT_FIRM | SS_SORT_PRESS}, {"bloomberg", SS_SORT_PRESS},
    {"boeing", SS_SORT_FIRM}, {"cbs", SS_SORT_FIRM | SS_SORT_PRESS}, {"cdc", SS_SORT_OFFICE}, {"cia", SS_SORT_OFFICE},
    {"cnn", SS_SORT_FIRM | SS_SORT_PRESS}, {"epa", SS_SORT_OFFICE}, {"eu", SS_SORT_ALLIANCE | SS_SORT_UNION},
    {"faa", SS_SORT_OFFICE}, {"facebook", SS_SORT_FIRM}, {"fbi", SS_SORT_OFFICE}, {"fcc", SS_SORT_OFFICE},
    {"fda", SS_SORT_OFFICE}, {"fema", SS_SORT_OFFICE}, {"fifa", SS_SORT_UNION}, {"ftc", SS_SORT_OFFICE},
    {"gazprom", SS_SORT_FIRM}, {"google", SS_SORT_FIRM}, {"huawei", SS_SORT_FIRM}, {"iaea", SS_SORT_OFFICE},
    {"ibm", SS_SORT_FIRM}, {"icc", SS_SORT_COURT}, {"icj", SS_SORT_COURT}, {"imf", SS_SORT_SOCIETY},
    {"irs", SS_SORT_OFFICE}, {"itv", SS_SORT_FIRM | SS_SORT_PRESS}, {"lse", SS_SORT_SCHOOL},
    {"microsoft", SS_SORT_FIRM}, {"mit", SS_SORT_SCHOOL}, {"mlb", SS_SORT_UNION}, {"nasa", SS_SORT_OFFICE},
    {"nato", SS_SORT_ALLIANCE}, {"nba", SS_SORT_UNION}, {"nbc", SS_SORT_FIRM | SS_SORT_PRESS}, {"nfl", SS_SORT_UNION},
    {"nhl", SS_SORT_UNION}, {"npr", SS_SORT_FIRM | SS_SORT_PRESS}, {"nsa", SS_SORT_OFFICE}, {"nyu", SS_SORT_SCHOOL},
    {"opec", SS_SORT_ALLIANCE}, {"pentagon", SS_SORT_OFFICE}, {"reuters", SS_SORT_PRESS}, {"samsung", SS_SORT_FIRM},
    {"sony", SS_SORT_FIRM}, {"spacex", SS_SORT_FIRM}, {"tesla", SS_SORT_FIRM}, {"toyota", SS_SORT_FIRM},
    {"twitter", SS_SORT_FIRM}, {"ucl", SS_SORT_SCHOOL}, {"ucla", SS_SORT_SCHOOL},
    {"uefa", SS_SORT_UNION}, {"unesco", SS_SORT_OFFICE}, {"unicef", SS_SORT_OFFICE},
    {"volkswagen", SS_SORT_FIRM}, {"xinhua", SS_SORT_PRESS},
};

static uint32_t look_up(const sort_row *row, size_t count, const ss_tokens *tokens, uint32_t token)
{
    char folded[SS_FOLD_BYTES];
    uint32_t length = ss_lexeme_fold(tokens, token, folded, sizeof folded - 1);
    folded[length] = '\0';
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(row[middle].word, folded);
        if (order == 0)
            return row[middle].sorts;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

static uint32_t sorts_of(const ss_tokens *tokens, uint32_t token)
{
    return look_up(rows, sizeof rows / sizeof rows[0], tokens, token);
}

uint32_t ss_sort_of_name(const ss_tokens *tokens, ss_range name)
{
    for (uint32_t i = name.end; i > name.first; i--) {
        /* a "Group" by its name is a company; what is called "the group" may be anything */
        uint32_t sorts = ss_token_is(tokens, i - 1, "group") ? SS_SORT_FIRM : sorts_of(tokens, i - 1);
        if (sorts != 0)
            return sorts;
    }
    return 0;
}

uint32_t ss_sort_of_known(const ss_tokens *tokens, ss_range name)
{
    return name.end - name.first == 1 ? look_up(names, sizeof names / sizeof names[0], tokens, name.first) : 0;
}

uint32_t ss_sort_of_head(const ss_tokens *tokens, uint32_t head)
{
    return sorts_of(tokens, head);
}

bool ss_sort_is_plural_name(const ss_cast *cast, const ss_entity *entity)
{
    const ss_tokens *tokens = &cast->document->tokens;
    if (!entity->named || entity->place || entity->kind == SS_SPEAKER_PERSON || entity->text.first == 0 ||
        !ss_token_is(tokens, entity->text.first - 1, "the"))
        return false;
    char folded[SS_FOLD_BYTES];
    uint32_t length = ss_lexeme_fold(tokens, entity->text.end - 1, folded, sizeof folded);
    return length > 3 && folded[length - 1] == 's' && folded[length - 2] != 's' &&
           sorts_of(tokens, entity->text.end - 1) == 0;
}
