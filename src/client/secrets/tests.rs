use super::*;

const BCRYPT: &str = "$2y$10$abcdefghijklmnopqrstuuT4nBGHI5pWBzXzv5pYdIo2kyZ.Cb3qW";
const MD5: &str = "0123456789abcdef0123456789abcdef";

/// Texts with the marks ‹ and › around what must not be shown; `HASH` stands for a bcrypt hash and
/// `KEY` for an MD5.
const TEXTS: &[(&str, &[&str])] = &[
    (
        "XML",
        &[
            "<passwd>‹<![CDATA[hunter2]]>›</passwd><a>1</a>",
            "<secure_key read_only=\"true\">‹x›</secure_key>",
            "<PASSWD>‹hunter2›</PASSWD><a>1</a>",
            "<passwd\n format=\"isPasswd\">‹hunter2›</passwd>",
            "<passwd>‹a›</passwd><passwd>‹b›</passwd>",
            "<passwd>‹a <b>bold</b> password: c›</passwd> kept",
            "<passwd>‹cut",
            "<passwd‹ and no end of the tag",
            "<new_passwd>‹hunter2›</new_passwd>",
            "<field name=\"passwd\">‹hunter2›</field>",
            "<passwd/><a/>",
            "<passwd_hint>x</passwd_hint>",
            "<last_passwd_gen>x</last_passwd_gen>",
        ],
    ),
    (
        "escaped once, twice and more",
        &[
            "&lt;secure_key&gt;‹x›&lt;/secure_key&gt;",
            "&amp;lt;passwd&amp;gt;‹x›&amp;lt;/passwd&amp;gt; kept",
            "&amp;amp;lt;PASSWD&amp;amp;gt;‹x›&amp;amp;lt;/PASSWD&amp;amp;gt; kept",
            "&#60;passwd&#62;‹x›&#60;/passwd&#62; kept",
            "\\u003Cpasswd\\u003E‹x›\\u003C\\/passwd\\u003E kept",
            "%3Cpasswd%3E‹x›%3C%2Fpasswd%3E kept",
            "<passwd>‹x›<\\/passwd> kept",
        ],
    ),
    (
        "JSON",
        &[
            r#"{"id":5,"passwd":‹"a\"b"›,"note":"c"}"#,
            r#"{"secure_key" : ‹"cut›"#,
            r#"{"passwd":‹null›,"id":5}"#,
            r#"{"passwd":‹{"1":"x}","2":["y"]}›}"#,
            r#"{\"passwd\":‹\"x\"›,\"id\":5}"#,
            r#"{\\\"passwd\\\":‹\\\"x\\\"›,\\\"id\\\":5}"#,
            "{&quot;passwd&quot;:‹&quot;x, y&quot;›,&quot;id&quot;:5}",
            "{&amp;quot;PASSWD&amp;quot;:‹&amp;quot;x&amp;quot;›}",
            r#"{"customer":{"Secure_Key":‹"x"›}}"#,
        ],
    ),
    (
        "SQL",
        &[
            "UPDATE ps_customer SET `passwd` = ‹'it''s, me'›, `note` = 'kept' WHERE 1",
            "UPDATE ps_customer SET passwd=‹'hunter2'›,secure_key=‹\"x\"› WHERE id=5",
            "SELECT * FROM c WHERE c.PASSWD = ‹MD5('cookie,hunter2')› AND active = 1",
            "WHERE passwd LIKE ‹'hunter%'› AND active = 1",
            "WHERE secure_key IN ‹('a', 'b')› AND active = 1",
            "WHERE passwd != ‹'hunter2'› AND active = 1",
            "INSERT INTO c (`id`, `passwd`, `note`) VALUES‹ (1, 'hunter2', 'a)'), (2, 'x', 'b')› ON DUPLICATE",
            "insert into c (id,passwd) values‹('1','hunter2')›; kept",
        ],
    ),
    (
        "print_r",
        &[
            "    [passwd] => ‹hunter2 and, more & more›\n    [email] => kept",
            "[passwd:protected] => ‹hunter2›\n[email] => kept",
            "[secure_key:Customer:private] => ‹x›\n[email] => kept",
            "[passwd] => ‹\"a\" b›\n[email] => kept",
            "[passwd] => ‹Array\n(\n    [0] => x\n)›\n[email] => kept",
            "[passwd] => ‹mypassword›\n[email] => kept",
            "[passwd] =&gt; ‹hunter2›\n[email] =&gt; kept",
        ],
    ),
    (
        "var_dump",
        &[
            "[\"passwd\"]=>\n  ‹string(7) \"hun\"er2\"›\n  [\"email\"]=>",
            "[\"passwd\":protected]=>\n  ‹string(7) \"hunter2\"›\n  [\"email\"]=>",
            "[\"passwd\":\"Customer\":private]=>\n  ‹string(7) \"hunter2\"›\n  [\"email\"]=>",
            "public 'passwd' => ‹string 'hunter2'› (length=7)",
            "[\"passwd\"]=>\n  ‹array(1) {\n [0]=> string(1) \"x\"\n }›\n kept",
        ],
    ),
    (
        "var_export and PHP",
        &[
            "'passwd' => ‹'it\\'s me'›, 'email' => 'kept'",
            "'secure_key' => ‹NULL›,\n'email' => 'kept'",
            "'passwd' => \n  ‹array ( 0 => 'x', )›, 'email' => 'kept'",
            "$customer->passwd = ‹'hunter2'›; $kept = 1",
            "define('_DB_PASSWD_', ‹'hunter2'›); define('_KEPT_', 'x')",
        ],
    ),
    (
        "serialize",
        &[
            "s:6:\"passwd\";‹s:7:\"hun\";r2\"›;s:5:\"email\";s:4:\"kept\";",
            "s:9:\"\0*\0passwd\";‹s:7:\"hunter2\"›;s:5:\"email\";",
            "s:10:\\\"secure_key\\\";‹s:1:\\\"x\\\"›;s:5:\\\"email\\\";",
            "s:6:\"passwd\";‹a:1:{i:0;s:1:\"x\";}›s:5:\"email\";",
        ],
    ),
    (
        "addresses, forms and logs",
        &[
            "GET /?id=5&passwd=‹a,b%26c›&kept=1",
            "GET /?id=5&amp;PASSWD=‹hunter2›&amp;kept=1",
            "next=%2Flogin%3Fpasswd%3D‹hunter2›%26kept%3D1",
            "next=%252Flogin%253Fpasswd%253D‹hunter2›%2526kept%253D1",
            "passwd=‹a, b, ›secure_key=‹x›; kept",
            "<input type=\"text\" name=\"passwd\" value=‹\"hunter2\"› class=\"kept\">",
            "passwd: ‹hunter2, and more›\nemail: kept",
            "wrong passwd ‹'hunter2'› for a@b.example",
        ],
    ),
    (
        "stack traces",
        &[
            "#0 Customer.php(12): Customer->setPasswd‹('hunter2')› #1 kept",
            "#0 Customer.php(12): Customer->getByEmail‹('a@b.example', 'hunter2')› #1 kept",
            "#0 Tools.php(9): Tools::encrypt‹('hunter2')› #1 kept",
            "#1 Db.php(9): PDO->__construct‹('mysql:host=db', 'root', 'hunter2')› #2 kept",
            "password_verify‹('hunter2', '$2y$1…')› failed",
        ],
    ),
    (
        "hashes without a name",
        &[
            "debug: ‹HASH› kept",
            "(5, '‹HASH›', '‹KEY›', 'kept')",
            "‹$argon2id$v=19$m=65536,t=4,p=1$c29tZXNhbHQ$RdescudvJCsgt3ub+b2dWRWJTmaaJObG› kept",
            "‹$P$BDrcLpYgVmJpr6K0EIXbgQYvYpDkYv1› kept",
            "a line cut in a hash ‹$2y$10$abc›",
        ],
    ),
    (
        "nothing secret",
        &[
            "the passwd is wrong",
            "Property Customer->passwd is not valid",
            "Undefined array key \"passwd\" in Customer.php",
            "costs $5.00 or $1,200.00",
            "ps1-0123456789abcdef0123456789abcdef",
            "a colour #0123456789ab",
            "Give the stored text of the password, or leave it out.",
        ],
    ),
];

#[test]
fn given_a_secret_in_any_notation_then_its_value_alone_is_replaced() {
    let mut count = 0;
    let mut wrong = Vec::new();
    for (notation, texts) in TEXTS {
        assert!(texts.len() >= 3, "{notation}");
        for text in *texts {
            let text = text.replace("HASH", BCRYPT).replace("KEY", MD5);
            let mut expected = String::new();
            let mut parts = text.split('‹');
            expected.push_str(parts.next().unwrap());
            for part in parts {
                expected.push_str(MASK);
                expected.push_str(part.split_once('›').map_or("", |(_, kept)| kept));
            }
            let given = text.replace(['‹', '›'], "");
            let shown = without_secrets(&given);
            if shown != expected {
                wrong.push(format!("{notation}: {given}\n{shown}\n{expected}\n"));
            }
            count = usize::saturating_add(count, 1);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    println!("{count} texts in {} notations", TEXTS.len());
}

#[test]
fn given_a_value_of_the_call_then_it_is_replaced_wherever_it_stands() {
    let key = Key::parse("YOUR0WEBSERVICE0KEY0GOES0HERE000").unwrap();
    let body = "<customer><passwd><![CDATA[open sesame]]></passwd><secure_key>s3same</secure_key>\
                <reset_password_validity>2026-03-01 10:00:00</reset_password_validity></customer>";
    let secrets = Secrets::of(&key).and_of(body.as_bytes());
    for (text, expected) in [
        ("Duplicate entry 'open sesame'", "Duplicate entry '***'"),
        ("hint s3same open sesame", "hint *** ***"),
        ("changed 2026-03-01 10:00:00", "changed 2026-03-01 10:00:00"),
        ("YOUR0WEBSERVICE0KEY0GOES0HERE000 open", "*** open"),
    ] {
        assert_eq!(secrets.masked(text), expected);
    }
    let long = format!("{}passwd='open", "é".repeat(LONGEST));
    let shown = secrets.shown(&long);
    assert!(shown.len() < LONGEST + 9 && shown.ends_with("é…"));
    let cut = format!("{}passwd='open sesame'", "a".repeat(LONGEST - 12));
    assert!(secrets.shown(&cut).ends_with("apasswd=***…"));
    let sent = Secrets::of(&key).and_of(b"{\"passwd\":\"open sesame\"}");
    assert_eq!(sent.masked("not valid: open sesame"), "not valid: ***");
}
