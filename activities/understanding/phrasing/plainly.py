"""What a request tells in a roundabout way, told as the readers know it; pure."""

from activities.understanding.phrasing.alike import tell_alike
from activities.understanding.phrasing.also_kept import tell_also_kept
from activities.understanding.phrasing.alternating import tell_alternatives
from activities.understanding.phrasing.asked_about import tell_asked_about
from activities.understanding.phrasing.bare_choices import tell_bare_choices
from activities.understanding.phrasing.bare_values import tell_bare_values
from activities.understanding.phrasing.chatter import tell_for_whom, without_chatter
from activities.understanding.phrasing.correcting import apply_corrections
from activities.understanding.phrasing.examples_named import tell_examples
from activities.understanding.phrasing.fees import tell_fees
from activities.understanding.phrasing.gathering import tell_gatherings
from activities.understanding.phrasing.having import tell_having
from activities.understanding.phrasing.headed import tell_headed
from activities.understanding.phrasing.idioms import without_idioms
from activities.understanding.phrasing.in_each import tell_of_first
from activities.understanding.phrasing.in_full import tell_in_full
from activities.understanding.phrasing.in_groups import tell_groups
from activities.understanding.phrasing.in_stock import tell_stock
from activities.understanding.phrasing.keeping_verbs import tell_keeping
from activities.understanding.phrasing.lent_and_owed import tell_direction, tell_paid_back
from activities.understanding.phrasing.listed_values import tell_listed_values
from activities.understanding.phrasing.many_of_many import tell_both_ways
from activities.understanding.phrasing.occasions import tell_occasions
from activities.understanding.phrasing.one_by_one import tell_one_by_one
from activities.understanding.phrasing.one_of import tell_one_of
from activities.understanding.phrasing.one_of_english import tell_one_of_english
from activities.understanding.phrasing.outcomes import tell_outcomes
from activities.understanding.phrasing.own_sentences import tell_in_own_sentences
from activities.understanding.phrasing.own_words_told import tell_asked_apart, tell_boxes, tell_tags
from activities.understanding.phrasing.passing import tell_passing
from activities.understanding.phrasing.price_lists import tell_kinds_priced
from activities.understanding.phrasing.punctuating import punctuate
from activities.understanding.phrasing.shared_days import tell_shared_days
from activities.understanding.phrasing.shared_nouns import tell_of_each
from activities.understanding.phrasing.shared_out import tell_shared_out
from activities.understanding.phrasing.sheets import tell_sheets
from activities.understanding.phrasing.sold import tell_sold
from activities.understanding.phrasing.sorted_into import tell_sorted
from activities.understanding.phrasing.split_figures import tell_split_figures
from activities.understanding.phrasing.stores import tell_stores
from activities.understanding.phrasing.time_slots import tell_slots
from activities.understanding.phrasing.told_lists import tell_wished_lists
from activities.understanding.phrasing.values_in_clauses import tell_values_in_clauses
from activities.understanding.phrasing.vouchers import tell_vouchers
from activities.understanding.phrasing.ways import tell_ways
from activities.understanding.phrasing.who_paid import tell_who_paid
from activities.understanding.phrasing.withdrawing import without_withdrawn
from activities.understanding.text.abbreviations import without_stops

_MOST_READ = 8_000
"""Longer texts are told as they stand from here on: some turns take long to look for."""


def put_plainly(text: str, language: str) -> str:
    """Return a request that says the same in plain turns.

    Args:
        text: The request.
        language: ISO 639-1 code.
    """
    return _told_plainly(text[:_MOST_READ], language) + text[_MOST_READ:]


def _told_plainly(text: str, language: str) -> str:
    text = without_withdrawn(without_stops(text) if language == "en" else text)
    text = without_idioms(text, language)
    told = tell_who_paid(tell_alike(apply_corrections(text), language), language)
    told = tell_sold(tell_shared_days(told, language), language)
    told = tell_sheets(tell_occasions(told, language), language)
    told = tell_having(tell_stores(tell_outcomes(told, language), language), language)
    told = tell_split_figures(tell_slots(tell_tags(tell_asked_apart(told))), language)
    told = tell_kinds_priced(told, language)
    if language == "en":
        told = tell_paid_back(tell_direction(tell_boxes(tell_sorted(told))))
        told = tell_asked_about(told)
        told = tell_shared_out(tell_in_own_sentences(tell_gatherings(tell_also_kept(told))))
        told = tell_both_ways(tell_wished_lists(tell_examples(told)))
        told = tell_fees(tell_for_whom(without_chatter(tell_one_by_one(told))))
        told = tell_values_in_clauses(tell_keeping(told))
        told = tell_of_first(tell_listed_values(tell_bare_choices(tell_bare_values(told))))
    told = tell_one_of(tell_stock(punctuate(told, language), language), language)
    if language == "en":
        told = tell_in_full(tell_headed(tell_one_of_english(tell_passing(told))))
    else:
        told = tell_groups(tell_vouchers(tell_of_each(told, language), language), language)
    return tell_ways(tell_alternatives(told, language), language)
