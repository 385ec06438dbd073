from protokollparser.plots.naming import alphabet, body_labels


def test_names_stand_in_the_swedish_order() -> None:
    assert sorted(["Ängelholm", "Örebro", "Åre", "Zinkgruvan", "ale"], key=alphabet) == [
        "ale",
        "Zinkgruvan",
        "Åre",
        "Ängelholm",
        "Örebro",
    ]


def test_a_body_is_called_by_its_most_frequent_spelling() -> None:
    labels = body_labels([("kulturnämndens", "Ekbacka", 1), ("Kulturnämnden", "Ekbacka", 5)])
    assert set(labels.values()) == {"Kulturnämnden"}


def test_bodies_of_one_name_get_their_municipality() -> None:
    labels = body_labels(
        [("Kulturnämnden", "Ekbacka", 1), ("Kulturnämnden", "Mörkvik", 1), ("Valnämnden", "Ekbacka", 1)]
    )
    assert list(labels.values()) == ["Kulturnämnden, Ekbacka", "Kulturnämnden, Mörkvik", "Valnämnden"]


def test_capitals_of_headings_are_not_kept_those_of_letters_are() -> None:
    labels = body_labels([("KOMMUNSTYRELSENS ARBETSUTSKOTT", None, 1), ("KSAU", None, 1)])
    assert list(labels.values()) == ["Kommunstyrelsens arbetsutskott", "KSAU"]
