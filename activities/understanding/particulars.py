"""What requests tell in turns that neither statements nor marks read, one by one; pure."""

from activities.understanding.draft import Draft
from activities.understanding.drafting.accounting import keep_accounts
from activities.understanding.drafting.asked import tell_owed
from activities.understanding.drafting.besides import keep_besides
from activities.understanding.drafting.besides_translated import keep_besides_in
from activities.understanding.drafting.contents import name_contents
from activities.understanding.drafting.dating import name_weekdays
from activities.understanding.drafting.deeds import keep_deeds
from activities.understanding.drafting.due_again import keep_due_again
from activities.understanding.drafting.durations import tell_durations
from activities.understanding.drafting.duties import keep_duties
from activities.understanding.drafting.either import choose_either
from activities.understanding.drafting.enumerated import part_enumerated
from activities.understanding.drafting.exemplifying import choose_kinds
from activities.understanding.drafting.fees_paid import keep_fees_paid
from activities.understanding.drafting.finished import keep_finished
from activities.understanding.drafting.hours import keep_hours
from activities.understanding.drafting.hours_owed import keep_hours_owed
from activities.understanding.drafting.intervals import keep_intervals
from activities.understanding.drafting.inviting import list_guests
from activities.understanding.drafting.kinds_in_brackets import choose_kinds_in_brackets
from activities.understanding.drafting.listing import choose_named
from activities.understanding.drafting.metering import tell_meters
from activities.understanding.drafting.on_maps import keep_places, keep_spots
from activities.understanding.drafting.organised import choose_organised
from activities.understanding.drafting.own_words import say_own_words
from activities.understanding.drafting.picturing import keep_pictures
from activities.understanding.drafting.practising import tell_practice
from activities.understanding.drafting.rated import keep_stars
from activities.understanding.drafting.renaming import call_as_told
from activities.understanding.drafting.repeating import (
    date_daily,
    part_read,
    part_repeated,
    part_seasonal,
    part_weighed,
)
from activities.understanding.drafting.retelling import retell
from activities.understanding.drafting.rotas import name_by_turns
from activities.understanding.drafting.setting_right import set_right
from activities.understanding.drafting.singling import name_single
from activities.understanding.drafting.sizes import part_sizes
from activities.understanding.drafting.somebody import part_somebody
from activities.understanding.drafting.states import keep_states
from activities.understanding.drafting.strengths import count_strengths
from activities.understanding.drafting.tenants import call_tenants
from activities.understanding.drafting.ticking import tell_ticks, tick_off
from activities.understanding.drafting.to_do_lists import keep_tasks
from activities.understanding.drafting.unnamed_kept import call_breakages, call_spending
from activities.understanding.drafting.valuing import count_stuff, tell_sizes, tell_values
from activities.understanding.drafting.verb_named import name_by_noun
from activities.understanding.drafting.weekly import settle_days
from activities.understanding.drafting.weighed_apart import part_weighings
from activities.understanding.drafting.whom import keep_whom
from activities.understanding.languages.clause_labels import shorten_clauses
from activities.understanding.mending.strays import drop_order_verbs, drop_orders
from activities.understanding.phrasing.passing import drop_shortcuts
from activities.understanding.relating.attending import sign_up, tick_presence
from activities.understanding.relating.both_ways import relate_both_ways
from activities.understanding.relating.caring import keep_care
from activities.understanding.relating.coming import part_coming
from activities.understanding.relating.counted_fields import relate_counted_fields
from activities.understanding.relating.counted_places import relate_counted_places
from activities.understanding.relating.crossing import cross
from activities.understanding.relating.crossing_things import cross_things
from activities.understanding.relating.crossing_translated import cross_in
from activities.understanding.relating.dealing import relate_dealings
from activities.understanding.relating.deriving import drop_derived
from activities.understanding.relating.directing import keep_one_way
from activities.understanding.relating.doubling import drop_doubles, drop_related
from activities.understanding.relating.dues import drop_dues
from activities.understanding.relating.each_ones import part_each_ones, relate_each_ones
from activities.understanding.relating.entries_of_several import keep_entries_of_several
from activities.understanding.relating.fillings import call_fillings
from activities.understanding.relating.had_which import keep_had_which
from activities.understanding.relating.headed_relations import set_headed_right
from activities.understanding.relating.lending import part_loans
from activities.understanding.relating.lines import relate_lines
from activities.understanding.relating.mentions import (
    name_asked,
    name_listed,
    relate_headed,
    relate_mentions,
)
from activities.understanding.relating.moving import keep_moves
from activities.understanding.relating.own_named import name_own, part_own_named
from activities.understanding.relating.owners_told import name_owners
from activities.understanding.relating.parties import (
    relate_counted,
    relate_customers,
    relate_doers,
)
from activities.understanding.relating.place_logs import keep_entries_of_place
from activities.understanding.relating.places_booked import part_places_booked
from activities.understanding.relating.present import keep_those_present
from activities.understanding.relating.roles import relate_roles
from activities.understanding.relating.selves import relate_to_own_kind
from activities.understanding.relating.serving import keep_servings
from activities.understanding.relating.told_already import drop_told_again
from activities.understanding.relating.told_together import share_fields
from activities.understanding.relating.unrelating import drop_around, drop_unasked
from activities.understanding.relating.wanting import keep_wants
from activities.understanding.relating.winners import keep_players
from activities.understanding.titles.diaries import call_diary

_MOST_READ = 8_000
"""Of longer texts only so much is looked through: some turns take long to look for."""


def tell_particulars(draft: Draft, text: str, english: str, language: str) -> None:
    """Keep what is told in passing: second concerns, parties, roles, repetitions, states.

    Args:
        draft: What was understood; it is added to.
        text: The request as it was written.
        english: The same in English, with its slips mended.
        language: ISO 639-1 code of what was written.
    """
    text = text[:_MOST_READ]
    drop_dues(draft, text)
    _part_owned(draft, text, language)
    if language == "en":
        _tell_english(draft, text, english)
    else:
        drop_related(draft)
        drop_around(draft, text)
        keep_deeds(draft, text, language)
        keep_wants(draft, text, language)
        cross_in(draft, text, language)
        keep_had_which(draft, text, language)
        part_coming(draft, text, language)
        part_loans(draft, language)
        relate_each_ones(draft, text, language)
        part_each_ones(draft, text, language)
        keep_those_present(draft, text, language)
        keep_besides_in(draft, text, language)
        call_as_told(draft, text, language)
        tell_meters(draft, text, language)
        keep_hours(draft, text, language)
        _keep_what_is_accounted(draft, text, language)
        call_diary(draft, text, language)
        keep_tasks(draft, language)
        name_by_noun(draft, text, language)
        name_listed(draft, text)
        keep_places(draft, text, language)
        shorten_clauses(draft, language)
    part_own_named(draft, language)
    keep_care(draft, text, language)
    keep_entries_of_several(draft, text, language)
    call_fillings(draft, language)
    relate_counted_fields(draft, text, language)
    keep_spots(draft, text, language)
    keep_duties(draft, text, language)
    relate_lines(draft)
    keep_finished(draft, text, language)
    settle_days(draft, text, language)
    part_sizes(draft, language)
    tell_sizes(draft)
    relate_mentions(draft, text)
    name_asked(draft)
    drop_related(draft)
    keep_one_way(draft)
    drop_derived(draft)
    _name_theirs(draft, text, language)
    _call_what_is_kept(draft, text, language)


def _call_what_is_kept(draft: Draft, text: str, language: str) -> None:
    """Call lists by what stands in them: not by their paper, a place, a budget or an adjective."""
    if language != "en":
        name_contents(draft, text, language)
    keep_entries_of_place(draft, text, language)
    call_spending(draft, text, language)
    call_breakages(draft, text, language)


def _part_owned(draft: Draft, text: str, language: str) -> None:
    """Keep nothing twice, and apart what somebody measures of themselves or owns."""
    drop_told_again(draft, text, language)
    part_weighings(draft, text, language)
    name_owners(draft, text, language)


def _name_theirs(draft: Draft, text: str, language: str) -> None:
    """Call what is somebody's, and whoever lives in it."""
    name_own(draft)
    call_tenants(draft, text, language)


def _tell_english(draft: Draft, text: str, english: str) -> None:
    drop_orders(draft)
    drop_order_verbs(draft, text)
    keep_fees_paid(draft, text)
    share_fields(draft, text)
    keep_whom(draft, text)
    keep_moves(draft, text)
    tell_owed(draft, english)
    keep_deeds(draft, text, "en")
    keep_wants(draft, text, "en")
    part_somebody(draft, text)
    drop_unasked(draft, text)
    set_headed_right(draft, text)
    relate_headed(draft, text)
    keep_servings(draft, text)
    relate_counted(draft, text)
    relate_customers(draft)
    relate_doers(draft, text)
    _part_measured(draft, text)
    relate_roles(draft, text)
    relate_to_own_kind(draft, text)
    keep_due_again(draft, text)
    keep_besides(draft, text)
    part_enumerated(draft, text)
    relate_both_ways(draft, text)
    cross(draft, text)
    cross_things(draft, text)
    relate_dealings(draft, text)
    retell(draft, text)
    tell_durations(draft, text)
    keep_states(draft, text)
    count_strengths(draft, text)
    tell_practice(draft, text)
    tell_values(draft, text)
    count_stuff(draft, text)
    keep_intervals(draft)
    keep_stars(draft, text)
    tell_ticks(draft, text)
    tick_off(draft, text)
    keep_those_present(draft, text, "en")
    tick_presence(draft, text)
    sign_up(draft, text)
    part_places_booked(draft, text)
    keep_pictures(draft)
    _keep_what_is_accounted(draft, text, "en")
    drop_shortcuts(draft)
    drop_doubles(draft, text)
    say_own_words(draft, text)
    set_right(draft, text)


def _part_measured(draft: Draft, text: str) -> None:
    """Keep what is measured, read or noted again and again each time with its day."""
    part_repeated(draft, text)
    part_read(draft, text)
    part_weighed(draft, text)
    part_seasonal(draft, text)
    date_daily(draft, text)


def _keep_what_is_accounted(draft: Draft, text: str, language: str) -> None:
    """Keep what is owed, won, booked and accounted for, where only a clause tells of it."""
    keep_hours_owed(draft, text, language)
    keep_accounts(draft, text, language)
    choose_organised(draft, text, language)
    keep_players(draft, text, language)
    relate_counted_places(draft, text, language)


def choose_particulars(draft: Draft, text: str) -> None:
    """Let what was listed be chosen from, and name what is one of it.

    Args:
        draft: What was understood; its fields are changed.
        text: The request as it was written.
    """
    text = text[:_MOST_READ]
    list_guests(draft, text)
    choose_named(draft, text)
    choose_kinds(draft, text)
    choose_kinds_in_brackets(draft, text)
    choose_either(draft, text)
    name_by_turns(draft, text)
    name_weekdays(draft, text)
    name_single(draft)
