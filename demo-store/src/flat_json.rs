//! Reads the flat JSON that JavaScript hands over: options and headers.

use crate::options::Options;
use crate::tables::moment;
use crate::webservice::json;

/// Names and values of `{"name": value}` or `[["name", value]]`, values being texts,
/// numbers or booleans. `None` for anything else.
pub(crate) fn pairs(text: &str) -> Option<Vec<(String, String)>> {
    let mut reader = Reader(text.trim());
    let pairs = if reader.eats("{") {
        reader.members("}", |reader| {
            let name = reader.string()?;
            reader.expect(":")?;
            Some((name, reader.scalar()?))
        })
    } else {
        reader.expect("[")?;
        reader.members("]", |reader| {
            reader.expect("[")?;
            let name = reader.string()?;
            reader.expect(",")?;
            let value = reader.scalar()?;
            reader.expect("]")?;
            Some((name, value))
        })
    }?;
    reader.0.trim().is_empty().then_some(pairs)
}

/// Options by their names: `version`, `products`, `orders`, `customers`, `domain`,
/// `cors`, `further_shops`, `single_shop`, `php_warnings`, `seed`, `now` (in the shop's own time). The error is a sentence.
pub(crate) fn options(text: &str) -> Result<Options, String> {
    let mut options = Options::default();
    let pairs = pairs(text).ok_or_else(|| format!("options are a flat JSON object, not {text}"))?;
    for (name, value) in pairs {
        let wrong = || format!("no value for {name}: {value}");
        match name.as_str() {
            "version" => options = options.pretending(&value).ok_or_else(wrong)?,
            "products" => options.products = value.parse().map_err(|_| wrong())?,
            "orders" => options.orders = value.parse().map_err(|_| wrong())?,
            "customers" => options.customers = value.parse().map_err(|_| wrong())?,
            "seed" => options.seed = value.parse().map_err(|_| wrong())?,
            "now" => options.now = Some(moment::parse(&value).ok_or_else(wrong)?),
            "cors" => options.cors = value.parse().map_err(|_| wrong())?,
            "further_shops" => options.further_shops = value.parse().map_err(|_| wrong())?,
            "single_shop" => options.single_shop = value.parse().map_err(|_| wrong())?,
            "php_warnings" => options.php_warnings = value.parse().map_err(|_| wrong())?,
            "domain" => options.domain = Some(value),
            _ => return Err(format!("no such option: {name}")),
        }
    }
    Ok(options)
}

/// The pairs as a JSON array of pairs.
pub(crate) fn write(pairs: &[(String, String)]) -> String {
    let mut out = String::from("[");
    for (position, (name, value)) in pairs.iter().enumerate() {
        out.push_str(if position == 0 { "[" } else { ",[" });
        json::text(name, &mut out);
        out.push(',');
        json::text(value, &mut out);
        out.push(']');
    }
    out.push(']');
    out
}

struct Reader<'a>(&'a str);

impl Reader<'_> {
    fn eats(&mut self, token: &str) -> bool {
        match self.0.trim_start().strip_prefix(token) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }

    fn expect(&mut self, token: &str) -> Option<()> {
        self.eats(token).then_some(())
    }

    fn members<T>(
        &mut self,
        end: &str,
        mut member: impl FnMut(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut members = Vec::new();
        if self.eats(end) {
            return Some(members);
        }
        loop {
            members.push(member(self)?);
            if self.eats(end) {
                return Some(members);
            }
            self.expect(",")?;
        }
    }

    fn scalar(&mut self) -> Option<String> {
        self.0 = self.0.trim_start();
        if self.0.starts_with('"') {
            return self.string();
        }
        let end = self.0.find([',', ']', '}', ' ', '\n'])?;
        let (word, rest) = self.0.split_at_checked(end)?;
        self.0 = rest;
        (!word.is_empty() && !word.contains(['{', '[', '"'])).then(|| word.to_owned())
    }

    fn string(&mut self) -> Option<String> {
        self.expect("\"")?;
        let mut text = String::new();
        let mut letters = self.0.char_indices();
        while let Some((at, letter)) = letters.next() {
            match letter {
                '"' => {
                    self.0 = self.0.get(at + 1..)?;
                    return Some(text);
                }
                '\\' => match letters.next()?.1 {
                    'n' => text.push('\n'),
                    't' => text.push('\t'),
                    'r' => text.push('\r'),
                    'u' => {
                        let code: String = (0..4)
                            .filter_map(|_| letters.next().map(|(_, digit)| digit))
                            .collect();
                        let code = u32::from_str_radix(&code, 16).ok()?;
                        text.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                    }
                    other => text.push(other),
                },
                other => text.push(other),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::ShopVersion;

    #[test]
    fn flat_json_is_read_and_anything_else_refused() {
        let cases = [
            (r#"{"a":"b","c": 1 ,"d":true}"#, Some("a=b c=1 d=true")),
            (r#" [ ["A","b\"\u0041"],["c","\\"]]"#, Some("A=b\"A c=\\")),
            ("{}", Some("")),
            ("[]", Some("")),
            (r#"{"a":{"b":1}}"#, None),
            (r#"{"a":"b"} x"#, None),
            (r#"{"a":"b"#, None),
            ("null", None),
        ];
        for (text, expected) in cases {
            let read = pairs(text).map(|pairs| {
                let joined: Vec<String> = pairs
                    .iter()
                    .map(|(name, value)| format!("{name}={value}"))
                    .collect();
                joined.join(" ")
            });
            assert_eq!(read.as_deref(), expected, "{text}");
        }
        println!("{} texts", cases.len());
    }

    #[test]
    fn what_is_written_is_read_again() {
        let headers = vec![
            ("A".to_owned(), "x\"/\n\u{1}é".to_owned()),
            ("b".to_owned(), String::new()),
        ];
        assert_eq!(pairs(&write(&headers)), Some(headers));
        assert_eq!(write(&[]), "[]");
    }

    #[test]
    fn an_unknown_option_is_refused_with_its_name() {
        let read = options(r#"{"version":"9.0","products":7,"cors":true}"#).expect("good options");
        assert_eq!(
            (read.version, read.products, read.cors),
            (ShopVersion::V9_0, 7, true)
        );
        assert_eq!(
            options(r#"{"colour":1}"#),
            Err("no such option: colour".to_owned())
        );
    }
}
