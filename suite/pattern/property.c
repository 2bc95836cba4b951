/* Properties of characters: ECMA-262 has long names (tables 65 to 68), PCRE2 the short ones of categories. */
#include "translate.h"

static const struct {
    const char *name;
    const char *category;
} categories[] = {
    {"Cased_Letter", "L&"},
    {"Close_Punctuation", "Pe"},
    {"Connector_Punctuation", "Pc"},
    {"Control", "Cc"},
    {"cntrl", "Cc"},
    {"Currency_Symbol", "Sc"},
    {"Dash_Punctuation", "Pd"},
    {"Decimal_Number", "Nd"},
    {"digit", "Nd"},
    {"Enclosing_Mark", "Me"},
    {"Final_Punctuation", "Pf"},
    {"Format", "Cf"},
    {"Initial_Punctuation", "Pi"},
    {"Letter", "L"},
    {"Letter_Number", "Nl"},
    {"Line_Separator", "Zl"},
    {"Lowercase_Letter", "Ll"},
    {"Mark", "M"},
    {"Combining_Mark", "M"},
    {"Math_Symbol", "Sm"},
    {"Modifier_Letter", "Lm"},
    {"Modifier_Symbol", "Sk"},
    {"Nonspacing_Mark", "Mn"},
    {"Number", "N"},
    {"Open_Punctuation", "Ps"},
    {"Other", "C"},
    {"Other_Letter", "Lo"},
    {"Other_Number", "No"},
    {"Other_Punctuation", "Po"},
    {"Other_Symbol", "So"},
    {"Paragraph_Separator", "Zp"},
    {"Private_Use", "Co"},
    {"Punctuation", "P"},
    {"punct", "P"},
    {"Separator", "Z"},
    {"Space_Separator", "Zs"},
    {"Spacing_Mark", "Mc"},
    {"Surrogate", "Cs"},
    {"Symbol", "S"},
    {"Titlecase_Letter", "Lt"},
    {"Unassigned", "Cn"},
    {"Uppercase_Letter", "Lu"},
    {"LC", "L&"},
    {"C", "C"},
    {"Cc", "Cc"},
    {"Cf", "Cf"},
    {"Cn", "Cn"},
    {"Co", "Co"},
    {"Cs", "Cs"},
    {"L", "L"},
    {"Ll", "Ll"},
    {"Lm", "Lm"},
    {"Lo", "Lo"},
    {"Lt", "Lt"},
    {"Lu", "Lu"},
    {"M", "M"},
    {"Mc", "Mc"},
    {"Me", "Me"},
    {"Mn", "Mn"},
    {"N", "N"},
    {"Nd", "Nd"},
    {"Nl", "Nl"},
    {"No", "No"},
    {"P", "P"},
    {"Pc", "Pc"},
    {"Pd", "Pd"},
    {"Pe", "Pe"},
    {"Pf", "Pf"},
    {"Pi", "Pi"},
    {"Po", "Po"},
    {"Ps", "Ps"},
    {"S", "S"},
    {"Sc", "Sc"},
    {"Sk", "Sk"},
    {"Sm", "Sm"},
    {"So", "So"},
    {"Z", "Z"},
    {"Zl", "Zl"},
    {"Zp", "Zp"},
    {"Zs", "Zs"},
};

/* The binary properties of table 66, and their aliases. */
static const char *const binary[] = {
    "ASCII_Hex_Digit",
    "AHex",
    "Alphabetic",
    "Alpha",
    "Bidi_Control",
    "Bidi_C",
    "Bidi_Mirrored",
    "Bidi_M",
    "Case_Ignorable",
    "CI",
    "Cased",
    "Changes_When_Casefolded",
    "CWCF",
    "Changes_When_Casemapped",
    "CWCM",
    "Changes_When_Lowercased",
    "CWL",
    "Changes_When_NFKC_Casefolded",
    "CWKCF",
    "Changes_When_Titlecased",
    "CWT",
    "Changes_When_Uppercased",
    "CWU",
    "Dash",
    "Default_Ignorable_Code_Point",
    "DI",
    "Deprecated",
    "Dep",
    "Diacritic",
    "Dia",
    "Emoji",
    "Emoji_Component",
    "EComp",
    "Emoji_Modifier",
    "EMod",
    "Emoji_Modifier_Base",
    "EBase",
    "Emoji_Presentation",
    "EPres",
    "Extended_Pictographic",
    "ExtPict",
    "Extender",
    "Ext",
    "Grapheme_Base",
    "Gr_Base",
    "Grapheme_Extend",
    "Gr_Ext",
    "Hex_Digit",
    "Hex",
    "IDS_Binary_Operator",
    "IDSB",
    "IDS_Trinary_Operator",
    "IDST",
    "ID_Continue",
    "IDC",
    "ID_Start",
    "IDS",
    "Ideographic",
    "Ideo",
    "Join_Control",
    "Join_C",
    "Logical_Order_Exception",
    "LOE",
    "Lowercase",
    "Lower",
    "Math",
    "Noncharacter_Code_Point",
    "NChar",
    "Pattern_Syntax",
    "Pat_Syn",
    "Pattern_White_Space",
    "Pat_WS",
    "Quotation_Mark",
    "QMark",
    "Radical",
    "Regional_Indicator",
    "RI",
    "Sentence_Terminal",
    "STerm",
    "Soft_Dotted",
    "SD",
    "Terminal_Punctuation",
    "Term",
    "Unified_Ideograph",
    "UIdeo",
    "Uppercase",
    "Upper",
    "Variation_Selector",
    "VS",
    "White_Space",
    "space",
    "XID_Continue",
    "XIDC",
    "XID_Start",
    "XIDS",
};

static const char *category_of(struct pc_view name) {
    for (size_t i = 0; i < sizeof categories / sizeof categories[0]; i++)
        if (pc_view_equal_text(name, categories[i].name))
            return categories[i].category;
    return NULL;
}

static bool is_binary(struct pc_view name) {
    for (size_t i = 0; i < sizeof binary / sizeof binary[0]; i++)
        if (pc_view_equal_text(name, binary[i]))
            return true;
    return false;
}

/* A name is letters, digits and underscores, so that nothing of PCRE2's own syntax gets through. */
static struct pc_view take_word(struct pc_translator *translator) {
    size_t from = translator->at;
    for (int c; (c = pc_translate_peek(translator, 0)) >= 0; translator->at++)
        if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'))
            break;
    return pc_view_slice(translator->text, from, translator->at);
}

static enum pc_status append_lone(struct pc_translator *translator, char letter, struct pc_view name) {
    struct pc_buf *out = translator->out;
    const char *category = category_of(name);
    if (category != NULL)
        return pc_buf_appendf(out, "\\%c{%s}", letter, category);
    if (pc_view_equal_text(name, "Any"))
        return pc_buf_appendf(out, "\\%c{Any}", letter);
    if (pc_view_equal_text(name, "Assigned"))
        return pc_buf_appendf(out, "\\%c{Cn}", letter == 'p' ? 'P' : 'p');
    if (pc_view_equal_text(name, "ASCII"))
        return pc_buf_appendf(out, "\\%c{ASCII}", letter);
    if (is_binary(name))
        return pc_buf_appendf(out, "\\%c{%.*s}", letter, (int)name.size, name.data);
    return pc_translate_fail(translator, "ECMA-262 knows no property of that name");
}

static enum pc_status append_valued(struct pc_translator *translator, char letter, struct pc_view name,
                                    struct pc_view value) {
    bool script = pc_view_equal_text(name, "Script") || pc_view_equal_text(name, "sc");
    bool extensions = pc_view_equal_text(name, "Script_Extensions") || pc_view_equal_text(name, "scx");
    const char *category = pc_view_equal_text(name, "General_Category") || pc_view_equal_text(name, "gc")
                               ? category_of(value)
                               : NULL;
    if (category != NULL)
        return pc_buf_appendf(translator->out, "\\%c{%s}", letter, category);
    if ((!script && !extensions) || value.size == 0)
        return pc_translate_fail(translator, "ECMA-262 knows no property of that name and value");
    return pc_buf_appendf(translator->out, "\\%c{%s:%.*s}", letter, script ? "sc" : "scx", (int)value.size,
                          value.data);
}

enum pc_status pc_translate_property(struct pc_translator *translator, bool negated) {
    char letter = negated ? 'P' : 'p';
    if (!pc_translate_take(translator, '{'))
        return pc_translate_fail(translator, "`\\%c` wants the name of a property in braces", letter);
    struct pc_view name = take_word(translator);
    bool valued = pc_translate_take(translator, '=');
    struct pc_view value = valued ? take_word(translator) : (struct pc_view){0};
    if (!pc_translate_take(translator, '}'))
        return pc_translate_fail(translator, "the name of a property ends in `}`");
    return valued ? append_valued(translator, letter, name, value) : append_lone(translator, letter, name);
}
