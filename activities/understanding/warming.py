"""Loads what reading requests needs before the first one comes."""

import gc


def warm_up() -> None:
    """Load the network and the tables now instead of with the first words."""
    # Imported here: a worker loads them beside its start, which must not wait for them.
    from activities.understanding.languages.glossing import warm_up as load_languages
    from activities.understanding.languages.lemmas import load as load_dictionaries
    from activities.understanding.languages.vocabulary import LANGUAGES
    from activities.understanding.marking.reading import load as load_network
    from activities.understanding.text.tagging import load_tagger
    from activities.understanding.text.words import load_inflections

    load_network()
    load_tagger()
    load_languages()
    load_inflections()
    load_dictionaries(LANGUAGES)
    gc.freeze()  # what stays for good needs not be walked through with every collection
