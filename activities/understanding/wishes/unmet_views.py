"""How people ask for what would have to be counted from today, or made out of results; pure.

Each pattern looks at a bounded piece of one sentence.
"""

import re

_N = r"(?:\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_TIME = r"(?:days?|weeks?|months?|years?)\b"
_NUMBER = r"\d{1,4}"
_DE = r"(?:tagen?|wochen|monaten?|jahren?)\b"
_FR = r"(?:jours|semaines|mois|ans)\b"
_ES = r"(?:días|dias|semanas|meses|años|anos)\b"
_IT = r"(?:giorni|settimane|mesi|anni)\b"
_NL = r"(?:dagen|weken|maanden|jaar)\b"
_NEAR, _FAR = r"[^.;!?\n]{0,30}?", r"[^.;!?\n]{0,55}?"
_MONEY = r"(?:[£$€] ?)?\d{1,4}(?:[.,]\d{1,2})? ?(?:[£$€]|euros?|pounds?|dollars?|quid)?"
_UNIT = r"(?:hour|day|night|lesson|session|km|mile|kilo\w*|piece|head|visit)\b"

_WINDOW = (
    r"\b(?:totals?|sums?|averages?|statistics|how (?:much|many|often|long|far)|show(?: me)?|see|"
    rf"added up)\b{_FAR}\b(?:last|past) {_N} {_TIME}",
    r"\b(?:summen?|durchschnitt|wie ?viele?|wie oft|zeig\w*|sehen|gesamt\w*)\b"
    rf"{_FAR}\b(?:letzten|vergangenen) {_NUMBER} {_DE}",
    rf"\b(?:totaux|total|somme|moyenne|combien|voir|montrer?)\b{_FAR}\b{_NUMBER} "
    rf"derni(?:ers|ères) {_FR}",
    r"\b(?:total(?:es)?|totais|suma|soma|media|média|cu[áa]nt[oa]s?|quant[oa]s?|ver|mostrar)\b"
    rf"{_FAR}\b[úu]ltim[oa]s {_NUMBER} {_ES}",
    rf"\b(?:total[ei]|somma|media|quant[oaie]|vedere|mostrare)\b{_FAR}\bultim[ie] {_NUMBER} {_IT}",
    r"\b(?:totalen|totaal|som|gemiddelde|hoeveel|zien|tonen)\b"
    rf"{_FAR}\b(?:laatste|afgelopen) {_NUMBER} {_NL}",
)
_SINCE = (
    rf"\b(?:who|whom|which|that|ones?|anyone|everyone)\b{_NEAR}(?:n['\u2019]?t|\bnot|\bnever)\b"
    rf"{_NEAR}\b(?:for|in) (?:the last |more than |over |at least )?{_N} {_TIME}",
    rf"\b(?:wer|welche\w?|die|alle)\b{_NEAR}\bseit (?:mehr als |über )?{_NUMBER} {_DE}"
    rf"{_NEAR}\b(?:nicht|nie|kein\w{{0,2}})\b",
    rf"\b(?:qui|ceux|celles)\b{_NEAR}\b(?:pas|plus|jamais)\b{_NEAR}\bdepuis (?:plus de )?"
    rf"{_NUMBER} {_FR}",
    rf"\b(?:quién(?:es)?|quem|que) (?:no|não) {_NEAR}\b(?:desde hace|hace|en|há) "
    rf"(?:más de |mais de )?{_NUMBER} {_ES}",
    rf"\b(?:chi|che) non {_NEAR}\bda (?:più di |almeno )?{_NUMBER} {_IT}",
    rf"\b(?:wie|die)\b{_NEAR}\b(?:al|sinds|langer dan) {_NUMBER} {_NL}{_NEAR}\b(?:niet|geen)\b",
)
_ENTITLED = (
    r"\b(?:who|which(?: \w+)?|that)(?: is| are|['\u2019]s) (?:now |again |already )?"
    r"(?:ell?[ia]g[ia]ble|entitled)(?: (?:for|to) (?:an? |the )?[\w-]+(?: [\w-]+)?)?",
    r"\b(?:can(?:no|['\u2019])?t|can not|may not|must not|mustn['\u2019]t|can only|may only)\b"
    rf"{_FAR}\b(?:until|till|untill|before|after) {_N} {_TIME}"
    r"(?: after [\w'\u2019]+(?: [\w'\u2019]+){0,2})?",
    rf"\bagain (?:only )?after {_N} {_TIME}",
    rf"\b(?:wer|welche\w?)\b{_NEAR}\bberechtigt\b|\b(?:erst|frühestens) (?:wieder )?"
    rf"(?:nach )?{_NUMBER} {_DE} nach \w+(?: \w+)?",
    r"\bqui (?:est|sont|a|ont) (?:\w+ )?(?:éligibles?|droit)\b",
    r"\bquién(?:es)? (?:tienen?|tendría) derecho\b|\bquem tem direito\b",
    r"\bchi ha diritto\b|\bwie (?:er )?recht (?:op )?heeft\b",
)
_STANDINGS = (
    r"\b(?:standings|league tables?|leaderboards?)\b"
    r"(?: by [\w-]+(?:,? (?:then|and) (?:by )?[\w-]+)?)?",
    r"\b(?:ligatabelle|tabellenstand|rangliste)\b(?: nach \w+)?",
    r"\bclassement (?:général|des équipes|des joueurs|par points)\b",
    r"\bclasificación (?:general|por puntos|de (?:los )?equipos)|\btabla de posiciones\b",
    r"\bclassifica (?:generale|a punti|delle squadre)|\bclassificação (?:geral|por pontos)",
    r"\b(?:ranglijst|klassement)\b",
)
_TARGET = (
    r"\b(?:costs?|spending|expenses|spent|spend|takings)\b[^.;!?\n]{0,40}?\b"
    r"(?:to (?:compare|hold) (?:with|to|against)|compared (?:with|to|against)|against|vs\.?"
    r"|versus) (?:the |our |its |their |each )?(?:budgets?|estimates?|plan)\b",
    rf"\bhow (?:far|much|many)\b{_FAR}\b(?:target|goal)\b(?: of [£$€]? ?\d[\d.,]{{0,9}}\w?)?",
    rf"\bwie (?:viel|weit)\b{_FAR}\bziel\b|\bwieviel\b{_FAR}\bziel\b",
    rf"\bcombien (?:il |nous ){{0,2}}manque\b{_FAR}\bobjectif\b",
    rf"\b(?:cuánto|quanto) (?:me |nos |ci |mi )?(?:falta|manca)\b{_FAR}"
    r"\b(?:objetivo|meta|obiettivo|traguardo)\b",
    rf"\bhoeveel\b{_FAR}\bdoel\b",
)
_FIGURE = (
    r"\baverage (?:number of )?(?:days|hours|weeks|time|duration)(?: it takes| taken| needed)? "
    r"(?:till|until|to|from|between|before)\b[^.,;:!?\n]{0,40}",
    r"\b(?:\d{1,3}(?:\.\d{1,2})?|two|three|four) times (?:the |its |their )?"
    r"(?:cost|purchase|material)s?(?: price| costs?)?\b"
    r"|\b(?:twice|double) the (?:cost|purchase price)(?: price)?\b",
    r"\bweighted (?:averages?|means?|scores?|grades?|marks?)\b"
    r"|\bgewichtete\w? (?:durchschnitt|note|mittel)\w*|\bmoyennes? pondérées?\b"
    r"|\b(?:media|média|promedio) ponderad[ao]\b"
    r"|\bmedia ponderata\b|\bgewogen gemiddelde\b",
    rf"\b(?:how much|what|totals?|wages?|bill|amount)\b{_FAR}\bat {_MONEY} ?(?:an|per|the|a|each) "
    rf"{_UNIT}",
    rf"\b(?:wie ?viel|summe|lohn|betrag)\b{_FAR}\b(?:zu|bei|für|à) (?:je )?{_MONEY} "
    r"(?:die|pro|je) (?:stunde|tag|km)\b",
    rf"\b(?:combien|total|montant)\b{_FAR}\bà {_MONEY} ?(?:de l['\u2019]|l['\u2019]|par )heure\b",
    rf"\b(?:cuánto|quanto|total|importe)\b{_FAR}\ba {_MONEY} ?(?:la|por|à|a) hora\b",
    rf"\b(?:quanto|totale|importo)\b{_FAR}\ba {_MONEY} ?(?:l['\u2019]|all['\u2019])ora\b",
    rf"\b(?:hoeveel|totaal|bedrag)\b{_FAR}\b(?:voor|tegen|à) {_MONEY} per uur\b",
    r"\b[^\W\d_][\w-]{1,20} (?:=|is|are|equals?) [\w-]{2,20} (?:divided by|times|multiplied by) "
    r"[\w-]{1,20}|\b[^\W\d_][\w-]{1,20} = [\w-]{2,20} ?[-+*/\u00d7:] ?[\w-]{1,20}"
    r"|\b[^\W\d_]{2,20} ist [^\W\d_]{2,20} (?:mal|geteilt durch) [\w-]{1,20}",
    r"(?P<predicate>\b(?:is|are|gets?|be) (?:paid|reimbursed|charged|billed)(?: back)? (?:at )?"
    r"(?:[£$€] ?)?\d{1,4}(?:[.,]\d{1,2})? ?(?:p|c|cents?|pence|[£$€]|euros?|pounds?)? ?"
    rf"(?:an?|per|the) {_UNIT})",
    r"\b(?:i|we|they|he|she|owners?|the \w+) (?:get|gets|keep|keeps|take|takes) (?:only )?"
    r"\d{1,2} ?(?:%|per ?cent)(?: (?:of|for) (?:the |my |our )?[\w-]+)?",
    r"\b(?:what|how much) (?:has|does|do|must|should) (?:each|every|everyone|everybody)"
    r"(?: (?:of us|person|\w+))?(?: has| have)? (?:to |still )?(?:pay|owe)s?\b[^.,;!?\n]{0,25}",
    r"\b(?:what|how much) (?:i|we) owe (?:to )?(?:each|every|everyone)\b(?: [\w-]{2,20})?",
    rf"\bcombien (?:je |nous )?(?:dois|devons) à {_NEAR}\b(?:chacune?|chaque \w+)",
    r"\bcuánto (?:le |les )?(?:debo|debemos) a (?:cada \w+)",
    r"\bquanto (?:devo|dobbiamo) a (?:ciascun[oa]?|ogni \w+)",
    r"\bwie ?viel ich (?:jedem|jeder|jedem \w+|jeder \w+) schulde\b",
    r"\b[\w-]{3,20} left (?:per|for each|for every) [\w-]{3,20}\b"
    rf"|\bhow (?:much|many)\b{_NEAR} left after (?:[\w'\u2019]+ ?){{1,4}}",
)

VIEWS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, patterns in (
        ("window", _WINDOW),
        ("since", _SINCE),
        ("entitled", _ENTITLED),
        ("standings", _STANDINGS),
        ("target", _TARGET),
        ("figure", _FIGURE),
    )
    for pattern in patterns
)
