use aismarttalk_prestashop::resources::Kind;
use aismarttalk_prestashop::webservice::filter::Condition;
use aismarttalk_prestashop::webservice::recheck::Verdict;

#[test]
fn given_a_row_when_looked_at_again_then_no_means_certainly_not() {
    use Condition::*;
    use Kind::{Boolean, Date, Decimal, Id, Integer, Link, Multilingual, Text};
    use Verdict::{No, Unknown, Yes};
    let eq = |value: &str| Equals(value.to_string());
    let between = |a: &str, b: &str| Between(a.to_string(), b.to_string());
    let table = [
        (Id, eq("5"), "5", Yes),
        (Id, eq("5"), "05", Yes),
        (Id, eq("5"), "50", No),
        (Id, OneOf(vec!["1".into(), "5".into()]), "5", Yes),
        (Id, OneOf(vec!["1".into(), "5".into()]), "6", No),
        (Id, Not(vec!["1".into(), "5".into()]), "5", No),
        (Id, Not(vec!["1".into(), "5".into()]), "6", Yes),
        (
            Date,
            OneOf(vec!["2026-01-01".into(), "2026-01-01 05:00:00".into()]),
            "2026-01-01 07:00:00",
            Yes,
        ),
        (
            Date,
            OneOf(vec!["2026-01-01 05:00:00".into(), "2026-01-01".into()]),
            "2026-01-01 05:00:00",
            Yes,
        ),
        (
            Date,
            OneOf(vec![
                "2026-01-01 00:00:00".into(),
                "2026-01-01 05:00:00".into(),
            ]),
            "2026-01-01 07:00:00",
            No,
        ),
        (
            Date,
            Not(vec!["2026-01-01".into(), "2026-01-01 05:00:00".into()]),
            "2026-01-01 07:00:00",
            No,
        ),
        (
            Date,
            OneOf(vec!["2026-01-01".into(), "2026-01-03".into()]),
            "2026-01-02 00:00:00",
            No,
        ),
        (
            Date,
            OneOf(vec!["2026-01-01".into(), "2026-01-03".into()]),
            "2026-01-03 23:59:59",
            Yes,
        ),
        (Text, OneOf(vec!["b".into(), "A ".into()]), "a", Yes),
        (Text, OneOf(vec!["b".into(), "é".into()]), "e", Unknown),
        (Text, Not(vec!["b".into(), "c".into()]), "é", Unknown),
        (Link, eq("0"), "0", Yes),
        (Link, eq("0"), "", Unknown),
        (Integer, Greater("9".into()), "10", Yes),
        (Integer, Greater("-9".into()), "-10", No),
        (Integer, Less("5".into()), "5", No),
        (Integer, eq("5"), "<p>", Unknown),
        (Integer, Begins("12".into()), "123", Yes),
        (Integer, Begins("12".into()), "312", No),
        (Boolean, eq("1"), "1", Yes),
        (Boolean, eq("true"), "1", Yes),
        (Boolean, eq("0"), "1", No),
        (Boolean, eq("0"), "", Unknown),
        (Decimal, eq("23.9"), "23.900000", Yes),
        (Decimal, eq("23.900000"), "23.900001", No),
        (Decimal, eq("0"), "-0.000000", Yes),
        (
            Decimal,
            Greater("99999999999999999.1".into()),
            "99999999999999999.2",
            Yes,
        ),
        (
            Decimal,
            Less("99999999999999999.1".into()),
            "99999999999999999.2",
            No,
        ),
        (Decimal, between("12", "-1"), "0.5", Yes),
        (Decimal, between("-1", "12"), "12.000001", No),
        (Decimal, between("-1", "12"), "12.000000", Yes),
        (Decimal, Contains("3.91".into()), "23.9", Unknown),
        (Date, eq("2026-01-01"), "2026-01-01 00:00:00", Yes),
        (Date, eq("2026-01-01"), "2026-01-01 10:00:00", Yes),
        (Date, eq("2026-01-01"), "2026-01-01 23:59:59", Yes),
        (Date, eq("2026-01-01"), "2026-01-02 00:00:00", No),
        (Date, eq("2026-01-01"), "2026-01-01", Yes),
        (Date, eq("2026-01-01 10:00:00"), "2026-01-01 10:00:01", No),
        (
            Date,
            OneOf(vec!["2026-01-01".into()]),
            "2026-01-01 10:00:00",
            Yes,
        ),
        (
            Date,
            OneOf(vec!["2026-01-01".into(), "2026-01-03 00:00:00".into()]),
            "2026-01-02",
            No,
        ),
        (
            Date,
            Greater("2026-01-01".into()),
            "2026-01-01 10:00:00",
            No,
        ),
        (
            Date,
            Greater("2026-01-01".into()),
            "2026-01-02 00:00:00",
            Yes,
        ),
        (Date, Less("2026-01-02".into()), "2026-01-01 23:59:59", Yes),
        (Date, Less("2026-01-02".into()), "2026-01-02 00:00:00", No),
        (
            Date,
            AtLeast("2026-01-02".into()),
            "2026-01-02 00:00:00",
            Yes,
        ),
        (
            Date,
            AtLeast("2026-01-02".into()),
            "2026-01-01 23:59:59",
            No,
        ),
        (
            Date,
            AtMost("2026-01-02".into()),
            "2026-01-02 23:59:59",
            Yes,
        ),
        (Date, AtMost("2026-01-02".into()), "2026-01-03 00:00:00", No),
        (Date, AtMost("2026-01-02".into()), "0000-00-00", Yes),
        (Date, eq("0000-00-00"), "0000-00-00 00:00:00", Yes),
        (Integer, AtLeast("5".into()), "5", Yes),
        (Integer, AtLeast("5".into()), "4", No),
        (Decimal, AtMost("5".into()), "5.000001", No),
        (Decimal, AtMost("5".into()), "5.000000", Yes),
        (
            Date,
            Greater("2026-01-01T10:00:00".into()),
            "2026-01-01 10:00:01",
            Yes,
        ),
        (
            Date,
            between("2026-01-01", "2026-01-31"),
            "2026-01-31 10:00:00",
            Yes,
        ),
        (
            Date,
            between("2026-01-01", "2026-01-31"),
            "2026-02-01 00:00:00",
            No,
        ),
        (
            Date,
            between("2026-01-31", "2026-01-01"),
            "2026-01-31 23:59:59",
            Yes,
        ),
        (
            Date,
            between("2026-01-31", "2026-01-31 10:00:00"),
            "2026-01-31 12:00:00",
            Yes,
        ),
        (Date, Greater("2026-01-01".into()), "", Unknown),
        (Date, Less("2026-01-01".into()), "0000-00-00 00:00:00", Yes),
        (Date, Begins("2026-01".into()), "2026-01-31 10:00:00", Yes),
        (Text, eq("ABC"), "abc", Yes),
        (Text, eq("abc"), "abc  ", Yes),
        (Text, eq("abc"), "abcd", No),
        (Text, eq("abc"), "", No),
        (Text, eq("abc"), " abc", No),
        (Text, eq("cafe"), "café", Unknown),
        (Text, eq("café"), "cafe", Unknown),
        (Text, eq("CAFÉ"), "café", Unknown),
        (Text, eq("café"), "café", Yes),
        (Text, eq("strasse"), "straße", Unknown),
        (Text, eq("cafe"), "thé", No),
        (Text, eq("été"), "hiver", No),
        (Text, eq("a\u{7}b"), "ab", Unknown),
        (Text, Not(vec!["cafe".into()]), "café", Unknown),
        (Text, Begins("caf".into()), "Café au lait", Yes),
        (Text, Begins("cafe a".into()), "Café au lait", Unknown),
        (Text, Begins("cafe bon".into()), "Café au lait", No),
        (Text, Ends("LAIT".into()), "Café au lait", Yes),
        (Text, Ends("cafe".into()), "un café", Unknown),
        (Text, Ends("cafe".into()), "un café au lait", No),
        (
            Text,
            Contains("encadree".into()),
            "Affiche encadrée 40x60",
            Unknown,
        ),
        (Text, Contains("encadree".into()), "Affiche 40x60 é", No),
        (Text, Contains("x_y".into()), "xzy", No),
        (Text, Contains("50%".into()), "50 percent", No),
        (Text, Contains("e\u{301}t".into()), "été", Unknown),
        (Text, Greater("abc".into()), "abd", Yes),
        (Text, Greater("abc".into()), "ABB", No),
        (Text, Greater("a-b".into()), "a b", Unknown),
        (Text, Less("b".into()), "É", Unknown),
        (Multilingual, Contains("x".into()), "xyz", Yes),
    ];
    for (kind, condition, value, verdict) in &table {
        assert_eq!(
            condition.matches(*kind, value),
            *verdict,
            "{kind:?} {condition:?} {value:?}"
        );
    }
    let contains = Contains("tea".into());
    let languages: [(&[&str], Verdict); 4] = [
        (&["thé vert", "green tea"], Yes),
        (&["vin", "wine"], No),
        (&["téa", "wine"], Unknown),
        (&[], Unknown),
    ];
    for (texts, verdict) in languages {
        assert_eq!(
            contains.matches_any(Multilingual, texts.iter().copied()),
            verdict,
            "{texts:?}"
        );
    }
    println!("{} rows looked at again", table.len() + languages.len());
}
