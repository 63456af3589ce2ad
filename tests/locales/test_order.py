"""Names stand where a reader looks for them."""

from locales import alphabetical


def test_kazakh_letters_stand_beside_their_neighbours() -> None:
    names = [
        "Қостанай",
        "Алматы қ.",
        "Ұлытау",
        "Маңғыстау",
        "Ақмола",
        "Астана қ.",
        "Әулиекөл",
        "Абай",
        "Алматы обл.",
    ]
    assert sorted(names, key=alphabetical) == [
        "Абай",
        "Ақмола",
        "Алматы қ.",
        "Алматы обл.",
        "Астана қ.",
        "Әулиекөл",
        "Қостанай",
        "Маңғыстау",
        "Ұлытау",
    ]


def test_a_space_stands_before_letters() -> None:
    assert sorted(["Алматыдан", "Алматы қ."], key=alphabetical) == ["Алматы қ.", "Алматыдан"]
