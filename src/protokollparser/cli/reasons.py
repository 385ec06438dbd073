"""Why a check could not decide: the Swedish sentence for each reason that checks give in English."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "another column states the row": "en annan kolumn anger radens belopp",
    "the amounts may follow another key": "beloppen följer kanske en annan nyckel",
    "the columns do not make the revised budget in most rows": (
        "kolumnerna ger inte den reviderade budgeten på de flesta rader"
    ),
    "the inhabitants of the key are not known": "fördelningsnyckelns invånarantal är inte kända",
    "the number of parties is not told": "antalet parter är inte angivet",
    "the two tables may not cut the whole alike": "de två tabellerna delar kanske inte helheten lika",
    "a figure has more digits than its precision": "ett tal har fler siffror än sin noggrannhet",
    "a note may stand beside the table": "en anteckning kan stå bredvid tabellen",
    "a paragraph is printed but not read": "en paragraf är tryckt men inte läst",
    "a paragraph that goes on under its own heading": "en paragraf fortsätter under egen rubrik",
    "a majority of another kind is asked for": "en annan majoritet krävs",
    "a minority may be enough": "en minoritet kan räcka",
    "a part is blank": "en del är tom",
    "a part is unknown": "en del är okänd",
    "a term is blank": "ett led är tomt",
    "a term is unknown": "ett led är okänt",
    "all decisions stand so": "alla beslut står så",
    "all terms are blank": "alla led är tomma",
    "an assessment or a mark stands for it": "en bedömning eller ett tecken står i stället",
    "another cell beside it states the amount": "en annan cell bredvid anger beloppet",
    "its figures tell what the column holds": "talen visar själva vad kolumnen innehåller",
    "neither target nor outcome is stated": "varken målvärde eller utfall är angivet",
    "both names are on the list of those present": "båda namnen står på närvarolistan",
    "two people may have near-equal names": "två personer kan ha nästan lika namn",
    "a proposal to the next body, or all decisions stand so": (
        "ett förslag till nästa instans, eller så står alla beslut så"
    ),
    "nothing tells that this was decided": "inget säger att detta beslutades",
    "a number of another kind may be meant": "ett nummer av annat slag kan vara menat",
    "no annexes are listed": "inga bilagor är förtecknade",
    "no adjusted paragraphs are printed": "inga justerade paragrafer är angivna",
    "no day of adjustment is printed": "ingen dag för justeringen är angiven",
    "no list of those who served": "ingen lista över tjänstgörande",
    "no municipality tells for whom a substitute stands": "ingen kommun anger för vem en ersättare står",
    "no one amount is named as the whole": "inget ensamt belopp är angivet som helhet",
    "no one amount near by is named as the whole": "inget ensamt belopp i närheten är angivet som helhet",
    "no other meeting of the year is here": "inget annat sammanträde under året finns här",
    "no spelling is the usual one": "ingen stavning är den vanliga",
    "nothing tells how the figures belong": "inget visar hur talen hör ihop",
    "no two columns make this one": "inga två kolumner ger den här kolumnen",
    "the columns of the page may be read in another order": "sidans spalter kan ha lästs i en annan ordning",
    "the column may number its rows": "kolumnen kan numrera sina rader",
    "the cited minutes are not here": "det citerade protokollet finns inte här",
    "the minutes of the cited day may not hold all of its paragraphs": (
        "protokollet från den citerade dagen har kanske inte alla dess paragrafer"
    ),
    "the other place that cites it is told": "det andra stället som citerar beslutet anges",
    "the body may number every meeting from 1": "organet numrerar kanske varje sammanträde från 1",
    "no other report tells of the period": "ingen annan rapport anger perioden",
    "the rows of the two reports are not the same": "de två rapporternas rader är inte desamma",
    "nothing is stated": "inget värde är angivet",
    "only the planned day of adjustment is printed": "bara den planerade dagen för justeringen är angiven",
    "present for a part of the meeting": "närvarande under en del av sammanträdet",
    "several adjustments, and nothing says which one the notice is about": (
        "flera justeringar, och inget säger vilken anslaget gäller"
    ),
    "several names stand twice in the votes": "flera namn står två gånger bland rösterna",
    "so many paragraphs are missing that minutes between these may not be here": (
        "så många paragrafer saknas att protokoll däremellan kanske inte är inlästa"
    ),
    "so many of the adjusted paragraphs are missing that this may be an extract": (
        "så många av de justerade paragraferna saknas att detta kan vara ett utdrag"
    ),
    "the amount above the shares may not be their whole": "beloppet ovanför är kanske inte andelarnas helhet",
    "the body numbers every meeting from 1": "organet numrerar varje sammanträde från 1",
    "the columns do not name one year": "kolumnerna nämner inte ett och samma år",
    "the day of the meeting is not printed": "sammanträdets dag är inte angiven",
    "the day the notice was put up is not printed": "dagen då anslaget sattes upp är inte angiven",
    "the day the notice was taken down is not printed": "dagen då anslaget togs ned är inte angiven",
    "the figures may not be meant to add up": "talen är kanske inte menade att summeras",
    "the gap is so wide that this may be an extract": "luckan är så stor att detta kan vara ett utdrag",
    "the missing paragraph is printed but not read": "den paragraf som saknas är tryckt men inte läst",
    "the law of that day is not known to ask for it": "den dagens lag är inte känd för att kräva det",
    "the law of that day was not read": "den dagens lag är inte läst",
    "the list of those present may not be whole": "listan över närvarande är kanske inte hel",
    "the meeting may have gone on past midnight": "sammanträdet kan ha pågått efter midnatt",
    "the name is in the list but was not read": "namnet finns i listan men kunde inte läsas",
    "the name stands too seldom": "namnet förekommer för sällan",
    "the notice was taken down before it was put up": "anslaget togs ned innan det sattes upp",
    "the number of members is not known": "antalet ledamöter är inte känt",
    "the outcome is not told in words": "utfallet är inte angivet i ord",
    "the place of keeping is printed but was not read": "förvaringsplatsen är tryckt men kunde inte läsas",
    "the numbers may be those of kinds": "numren kan stå för slag eller konton",
    "the other side of the balance is not here": "balansräkningens andra sida finns inte här",
    "the sign of the table is not settled": "tabellens tecken är inte fastställt",
    "the table leaves units out": "tabellen utelämnar enheter",
    "the role of a person is not settled": "en persons roll är inte fastställd",
    "the votes are equal": "röstetalen är lika",
    "the votes are not counted": "rösterna är inte räknade",
    "the votes by name may not all be read": "alla namngivna röster är kanske inte lästa",
    "the whole is zero": "helheten är noll",
    "too few cells tell what the column holds": "för få celler visar vad kolumnen innehåller",
    "too few paragraphs to tell an order": "för få paragrafer för att ge en ordning",
    "too few rows tell the sign": "för få rader visar tecknet",
    "two people may have one name": "två personer kan ha samma namn",
    "two minutes of one day: which comes first is not known": (
        "två protokoll från samma dag: vilket som är först är okänt"
    ),
    "the contents list is too short": "innehållsförteckningen är för kort",
    "the document is a draft": "dokumentet är ett utkast",
    "so much is missing that the list or the minutes may be here in part only": (
        "så mycket saknas att förteckningen eller protokollet kanske bara finns här i delar"
    ),
    "the heading is worded otherwise in the list": "rubriken är formulerad på annat sätt i förteckningen",
}
REPAIRS: dict[str, str] = {
    "digit": "en siffra",
    "exchange": "byte med",
    "factor": "faktor",
    "missing": "fattas",
    "name": "namn",
    "sign": "tecken",
    "swap": "omkastade siffror",
    "unit": "enhet",
    "value": "värde",
    "year": "årtal",
}
