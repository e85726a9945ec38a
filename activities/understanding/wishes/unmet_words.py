"""How people word what is to be worked out or kept to, in six languages; pure.

A pattern whose group "predicate" matches is about the words before it.
"""

import re

_N = r"(?:\d{1,4}|one|two|three|four|five|six|seven|eight|ten|twelve)"
_TIME = r"(?:day|week|month|year)s?"
_ALONE = r"(?:by (?:itself|themselves)|automatically|for me|for us|on (?:its|their) own)"
_FIGURE = (
    r"(?:amount|total|sum|price|cost|fee|balance|profit|average|percentage|hours|pay|vat|tax|pace|"
    r"speed|score|margin|earnings|age|bmi|calories|consumption|mileage|difference|share|interest|"
    r"commission|points|value|duration|discount|change|rest|remainder|remaining \w+|due date)"
)
_HELD = r"(?:borrow|take|have|book|reserve|rent|hire|loan|keep|bring|order|sign up for)\w*"
_WORKED = r"(?:worked out|calculated|computed|figured out)"
_WISHED = r"(?:to be|should(?: all)? be|must be|needs? to be|has to be|ought to be|shall be)"
_PROFIT = r"(?:profits?|margins?|net earnings|net income)"
_OVER_TIME = r"(?:day|week|month|quarter|year|season)s?\b"
_USED = r"(?:kilomet(?:re|er)|km|mile|wear|use|portion|serving)"
_NO_MEASURE = (
    r"(?!stars?\b|points?\b|photos?\b|pictures?\b|images?\b|words?\b|letters?\b|"
    r"characters?\b|zeichen\b|fotos?\b|sterne\b|punkte\b|étoiles\b|estrellas\b|"
    r"stelle\b|sterren\b|euros?\b|pounds?\b|dollars?\b|[ck]?m\b|[cm]?l\b|kg\b|grams?\b|min(?:utes?)?\b)"
)
"""A bound on a scale or a measure is one of a field."""
_COUNT = (
    r"(?:\d{1,3}(?![\d.,]*\d)|one|two|three|four|five|six|seven|eight|nine|ten|twelve|"
    r"zwei|drei|vier|fünf|sechs|acht|zehn|zwölf|deux|trois|quatre|cinq|huit|dix|douze|"
    r"dos|tres|cuatro|cinco|ocho|diez|doce|due|tre|quattro|cinque|otto|dieci|dodici|"
    r"twee|drie|vijf|zes|tien|twaalf)"
)
_PER = r"(?: (?:per|pro|par|por|je|each|every|a|at a) [\w'\u2019-]{2,20})?"
_AT_MOST = (
    r"(?:at (?:the )?most|(?:no|not) more than|a maximum of|maximum(?: of)?|limited to|"
    r"höchstens|maximal|nicht mehr als|au maximum|au plus|pas plus de|maximum de|"
    r"máximo(?: de)?|como máximo|no más de|massimo|al massimo|non più di|maximaal|hoogstens|"
    r"niet meer dan|max\.?)"
)
_DATED = (
    r"(?:date|due|back|ready|until|deadline|reminder|follow-?up|check-?up|booster|return|again|"
    r"datum|termin|rückgabe|fällig|zurück|échéance|retour|fecha|vencimiento|devolución|data|"
    r"scadenza|restituzione|inleverdatum|terug)"
)
_LASTING = (
    r"(?:days?|weeks?|months?|years?|tage|wochen|monate|jahre|jours|semaines|mois|ans|"
    r"días|semanas|meses|años|giorni|settimane|mesi|anni|dagen|weken|maanden|jaar)"
)
_AFTERWARDS = (
    r"(?:later|afterwards|after that|später|danach|plus tard|après|después|más tarde|dopo|"
    r"più tardi|daarna)"
)
_ENDS = r"(?=\s*(?:[.,;:)!?\n]|$))"
LATER = rf"{_COUNT} {_LASTING} {_AFTERWARDS}"
"""How a day is told by another one: "6 weeks later"."""

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "figure",
            rf"(?P<predicate>\b(?:{_WISHED} (?:automatically )?{_WORKED}"
            rf"(?! (?:with|together|between))(?: {_ALONE})?"
            r"|(?:should|must|has to|shall) (?:come out|show up|be filled in|be updated|update) "
            rf"{_ALONE}))",
        ),
        (
            "figure",
            rf"\b{_FIGURE}s? (?:is |are |to be |should be |gets? |must be |shall be )*{_WORKED}"
            rf"(?: {_ALONE})?"
            rf"|\b(?:works? out|calculates?|computes?) (?:(?:the|my|our|each|their|his|her) )?"
            rf"(?:\w+ )?{_FIGURE}s?\b",
        ),
        (
            "figure",
            rf"\b{_PROFIT} (?:per|for each|for every|on each|on every|of each) (?!{_OVER_TIME})"
            r"[\w'\u2019-]{2,20}"
            rf"|\bcosts? per {_USED}\b"
            r"|\bage (?:is |should be )?(?:calculated |worked out |taken )?(?:from|by) "
            r"(?:(?:the|their|his|her|its) )?(?:date of birth|birth ?(?:day|date|year)|dob)\b"
            r"|(?P<predicate>(?<! or) minus (?:the )?[^\W\d][\w'\u2019-]{2,20}"
            r"(?: [\w'\u2019-]{3,20})?)"
            r"|\b(?:hours|quantity|amount|words|units|pieces|km|miles|days) (?:times|×) (?:the )?"
            r"(?:rate|price|fee|wage|cost)\b"
            r"|\bearns? (?:\w+ )?(?:points|credits|tokens|hours|stars)\b[^.;!?\n]{0,40}?\bspends? "
            r"(?:them|points|credits|tokens|hours|stars)\b",
        ),
        (
            "figure",
            r"\b(?:what|how much)(?:'s| is|s)? (?:still )?(?:left to pay|outstanding|still owed)\b"
            r"|\bwhat(?:'s| is) (?:still )?left(?= of| to pay|$|[.,;!?])"
            r"(?: (?:of|from|in) (?:the|my|our|their) [\w'\u2019-]{3,20})?"
            r"|\bhow much (?:money )?is (?:still )?left (?:of|from|in) (?:the|my|our|their) "
            r"(?:[\w'\u2019-]{3,20} )?(?:budget|allowance|kitty|pot|account)\b"
            r"|\brunning (?:total|balance)\b",
        ),
        (
            "figure",
            r"(?P<predicate>\b(?:(?:soll|sollen|sollte|sollten|muss|müssen|wird|werden) "
            r"(?:automatisch |von selbst |dann ){0,3}(?:berechnet|ausgerechnet|errechnet)"
            r"|(?:automatisch|von selbst) (?:berechne[nt]|ausgerechnet|ausrechnen))\b)"
            r"|\bbetrag\b.{0,20}?\b(?:berechnet|ausgerechnet)\b"
            r"|\b(?:summe|preis|gesamtpreis)\b.{0,20}?\b(?:berechnet|ausgerechnet)\b"
            r"|\b(?:gewinn|marge|verdienst) (?:pro|je) (?!tag|woche|monat|jahr)[\w-]{2,20}"
            r"|\bkosten (?:pro|je) (?:kilometer|km)\b"
            r"|\balter (?:aus|anhand|nach) (?:dem|des) geburts(?:datums?|tags?)\b"
            r"|\bwas (?:vom|von der|von dem) [\w-]{3,20} (?:noch )?übrig (?:ist|bleibt)\b",
        ),
        (
            "figure",
            r"(?P<predicate>\b(?:doit|doivent|devrait|devraient) (?:être |se )(?:automatiquement )?"
            r"(?:calculée?s?|calculer)\b)|\bcalculée?s? automatiquement\b"
            r"|\bcalculer (?:automatiquement )?(?:les? |la |l['\u2019])[\w'\u2019-]{3,20}"
            r"|\b(?:bénéfice|marge|profit|gain) par (?!jour|semaine|mois|an)[\w'\u2019-]{2,20}"
            r"|\bco[ûu]t (?:au|par) (?:kilomètre|km)\b"
            r"|\bâge (?:à partir de|d['\u2019]après) (?:la |leur |sa )?date de naissance\b"
            r"|\bce qu(?:i|['\u2019]il) reste (?:du|de la|de l['\u2019]|des) ?[\w-]{3,20}",
        ),
        (
            "figure",
            r"\bque (?:se )?calcul(?:e|en) (?:automáticamente )?(?:el |la |los |las )[\w-]{3,20}"
            r"|(?P<predicate>\b(?:debe|deben|debería|tiene que|ha de) (?:ser calculad[oa]s?|"
            r"calcularse)\b)"
            r"|\bcalculad[oa]s? automáticamente\b"
            r"|\b(?:ganancia|beneficio|margen) por (?!día|semana|mes|año)[\w-]{2,20}"
            r"|\bcost[eo] por (?:kilómetro|km)\b"
            r"|\bedad (?:a partir de|según) (?:la |su )?fecha de nacimiento\b"
            r"|\b(?:lo que|cuánto) (?:me |nos )?queda del? (?:la )?[\w-]{3,20}",
        ),
        (
            "figure",
            r"(?P<predicate>\b(?:deve|devono|dovrebbe|va|vanno) (?:essere )?calcolat[oaie]\b)"
            r"|\bcalcolat[oaie] automaticamente\b"
            r"|\b(?:guadagno|profitto|utile|margine) per (?!giorno|settimana|mese|anno)[\w-]{2,20}"
            r"|\bcosto (?:per|al) (?:chilometro|km)\b"
            r"|\betà (?:dalla|in base alla) data di nascita\b"
            r"|\b(?:quanto|quello che|ciò che) resta del(?:la|l['\u2019])? ?[\w-]{3,20}",
        ),
        (
            "figure",
            r"(?P<predicate>\b(?:moet|moeten|wordt|worden) (?:automatisch |vanzelf )?(?:worden )?"
            r"(?:berekend|uitgerekend)\b)|\bautomatisch (?:berekend|uitgerekend)\b"
            r"|\b(?:winst|marge) per (?!dag|week|maand|jaar)[\w-]{2,20}"
            r"|\bkosten per kilometer\b"
            r"|\bleeftijd (?:uit|op basis van|aan de hand van) (?:de )?geboortedatum\b"
            r"|\bwat er (?:nog )?over is van (?:het|de|ons|mijn) [\w-]{3,20}",
        ),
        (
            "owing",
            r"\bwho owes (?:who|whom|what)\b|\bwer (?:schuldet )?wem\b|\bqui doit (?:quoi )?à qui\b"
            r"|\bquién (?:le )?debe a quién\b",
        ),
        (
            "week",
            r"\b(?:how much|total|sum|earn\w*|income|turnover)\b[^.;!?\n]{0,40}?\b(?:per|each"
            r"|every|a) week\b|\b(?:cuánto|total)\b[^.;!?\n]{0,30}? (?:cada|por) semana\b"
            r"|\b(?:wie ?viel|summe)\b[^.;!?\n]{0,30}? (?:pro|jede) woche\b",
        ),
        (
            "limit",
            rf"\b{_HELD} (?:up to|at most|no more than|a maximum of|max\.?) {_N} [\w-]+"
            rf"(?: (?:for|at) (?:{_N} {_TIME}|a time|once))?"
            rf"|\b(?:up to|at most|no more than|max(?:imum)?(?: of)?) {_N} [\w-]+ (?:per|each|at"
            rf" a time"
            rf"|at once)\b(?: [\w-]{{2,20}})?",
        ),
        (
            "limit",
            rf"\b{_AT_MOST} {_COUNT} (?:per|pro|par|por|je|each|every|at a) [\w'\u2019-]{{2,20}}"
            rf"|\b{_AT_MOST} {_COUNT} {_NO_MEASURE}[^\W\d_]{{3,20}}{_PER}"
            rf"|\b{_AT_MOST} {_COUNT}{_ENDS}"
            rf"|\b{_COUNT} {_NO_MEASURE}[^\W\d_]{{3,20}} (?:max\b\.?|au maximum|como máximo|"
            r"al massimo)",
        ),
        (
            "limit",
            rf"\b(?:at least|(?:a )?minimum(?: of)?|min\.?) {_N} [\w-]+ (?:per|on|each|every|for"
            rf"|at)\b(?: (?:each|every|a) \w+)?"
            rf"|\b{_N} [\w-]+ (?:minimum|maximum|at least|at most)\b",
        ),
        (
            "rule",
            r"\bfirst come,? first served?\b"
            r"|\bwinners? takes? (?:the pot|it all|all|the kitty|the money)\b"
            r"|\bloser (?:pays|buys)(?: [\w-]+){1,3}"
            r"|\b(?:one|1) vote per (?:person|member|household|family)\b"
            r"|\bwer zuerst kommt,? mahlt zuerst\b"
            r"|\b(?:der )?(?:gewinner|sieger) (?:bekommt|kriegt|nimmt) (?:den (?:topf|pott)|alles)"
            r"\b"
            r"|\bpremiers? arrivée?s?,? premiers? servie?s?\b"
            r"|\ble gagnant (?:remporte|prend|rafle) (?:tout|la mise|le pot|la cagnotte)\b"
            r"|\bpor orden de llegada\b|\bel ganador se lleva (?:todo|el bote)\b"
            r"|\bchi prima arriva,? (?:meglio|prima) (?:alloggia|è servito)\b"
            r"|\bil vincitore (?:prende|si prende) (?:tutto|il piatto)\b"
            r"|\bwie het eerst komt,? (?:wie )?het eerst maalt\b"
            r"|\bde winnaar krijgt (?:de pot|alles)\b",
        ),
        (
            "due",
            rf"(?P<predicate>\b{_DATED}(?: is| on| about|:)? {LATER}\b)"
            rf"|\bnext [\w-]{{3,20}} {LATER}\b"
            rf"|\b{_COUNT} {_LASTING} after [\w'\u2019 -]{{2,30}}?,? (?:it|they|that|the \w+) "
            r"(?:is|are|must be|should be|has to|have to|needs? to|gets?) [\w-]{2,20}(?: back)?\b"
            r"|\b(?:due|payable|back|returned|ready|expires?) (?:is |date )?(?:in |within )?"
            rf"{_COUNT} {_LASTING} (?:after|from) [\w'\u2019-]{{2,20}}(?: [\w'\u2019-]{{2,20}})?"
            rf"|\b(?:due|payable) (?:in|within|after) {_COUNT} {_LASTING}\b"
            rf"|\bnach {_COUNT} {_LASTING} (?:fällig|zurück)\b"
            rf"|\b(?:fällig|zurück) (?:in|nach) {_COUNT} {_LASTING}\b",
        ),
        (
            "later",
            rf"\bafter (?:{_N}|an?|a few) {_TIME},? (?:we|they|i|it|he|she|the \w+) "
            r"(?!(?:was|were|had|left|got|went|\w+ed)\b)\w+(?: (?:it|them))?\b",
        ),
    )
)
