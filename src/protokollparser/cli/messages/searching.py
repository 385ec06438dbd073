"""What the search says: for each key the Swedish and the English sentence."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "help.search": (
        "Sök i all text: böjningar, sammansättningar, fraser; varje träff med sida och rad.",
        "Search all text: inflections, compounds, phrases; each hit with page and line.",
    ),
    "help.search.words": (
        'Vad som söks: alla ord ska finnas. "ord i följd", -utan, A OR B, början*, fält:värde'
        " (nämnd, år, slag, parti, ärende, fil).",
        'What to search for: all words must be there. "a phrase", -without, A OR B, begin*, field:value'
        " (body, year, kind, party, case, file).",
    ),
    "help.search.body": ("Bara denna nämnd eller styrelse.", "Only this board or council."),
    "help.search.year": ("Bara detta år, eller dessa: 2019-2023.", "Only this year, or these: 2019-2023."),
    "help.search.kind": (
        "Bara detta slags handling: protokoll, kallelse, delårsrapport, ...",
        "Only this kind of document: minutes, summons, interim_report, ...",
    ),
    "help.search.party": ("Bara där partiet nämns.", "Only where the party is named."),
    "help.search.case": ("Bara detta ärende (diarienummer).", "Only this case number."),
    "help.search.file": (
        "Bara filer vars sökväg innehåller detta.",
        "Only files whose path contains this.",
    ),
    "help.search.limit": ("Högst så många träffar.", "At most so many hits."),
    "help.search.versions": (
        "Sök också i handlingar som en annan ersätter eller upprepar.",
        "Search documents that another one replaces or repeats too.",
    ),
    "help.search.rebuild": ("Gör sökregistret på nytt först.", "Make the search index anew first."),
    "search.indexing": (
        "sökregistret görs aktuellt: {done} av {count} källor",
        "bringing the search index up to date: {done} of {count} sources",
    ),
    "search.nothing": ("inga träffar", "nothing found"),
    "search.some": (
        "ingen text har alla orden; dessa har något av dem",
        "no text holds all of the words; these hold some of them",
    ),
    "search.more": (
        "{shown} av {count} träffar; visa fler med --limit",
        "{shown} of {count} hits; show more with --limit",
    ),
    "search.place": ("{path}, sida {page}, rad {line}", "{path}, page {page}, line {line}"),
    "error.search_quote": ("{query}: ett citattecken saknas; en fras står mellan två", ""),
    "error.search_joined": ("{query}: OR ska stå mellan två ord, NOT före ett", ""),
    "error.search_star": (
        "{query}: en * ska stå i slutet av ett ord på minst två bokstäver",
        "",
    ),
    "error.search_empty": ("{query}: här finns inget ord att söka efter; skriv minst ett", ""),
    "error.search_long": ("{found} ord är för många att söka efter; ange högst {most}", ""),
    "error.search_year": ("{year}: inget år; skriv 2021 eller 2019-2023", ""),
    "error.search_kind": ("{kind}: inget slags handling; välj bland {kinds}", ""),
    "error.search_busy": (
        "{path}: en annan process gör sökregistret; vänta tills den är klar och försök igen",
        "",
    ),
    "error.search_unwritable": (
        "{path}: inget sökregister kan sparas här; ange en mapp att skriva i med XDG_CACHE_HOME",
        "",
    ),
}
