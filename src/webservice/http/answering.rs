//! Which shop an answer is of: the links in it are built on its address.

use xml::find;

use super::Response;
use crate::webservice::endpoint::Endpoint;

const LINK: &[u8] = b"xlink:href=\"";
const TEXT: &[u8] = b"<![CDATA[";
const TEXT_END: &[u8] = b"]]>";
/// Bytes of a document among which its first link stands, if it has any.
pub(in crate::webservice) const SEARCHED: usize = 8_192;

impl Response {
    /// The shop that has answered, by its first link; `None` where the answer has none. Its
    /// scheme, host and port are those the shop believes to have, which a proxy may change.
    pub fn answering(&self) -> Option<Endpoint> {
        let start = find(&self.body, b"<prestashop")?;
        let mut rest = self.body.get(start..)?;
        rest = rest.get(..SEARCHED).unwrap_or(rest);
        loop {
            let link = find(rest, LINK)?;
            let Some(text) = find(rest.get(..link)?, TEXT) else {
                let value = rest.get(link.saturating_add(LINK.len())..)?;
                let end = memchr::memchr(b'"', value)?;
                return Endpoint::of_link(std::str::from_utf8(value.get(..end)?).ok()?);
            };
            // A text may hold whatever its author wrote.
            let inside = rest.get(text..)?;
            rest = inside.get(find(inside, TEXT_END)?..)?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_an_answer_then_its_first_link_tells_the_shop_and_no_text_does() {
        let link = |path: &str| format!("<a xlink:href=\"http://shop.example{path}\"/>");
        let text = |inside: &str| format!("<b><![CDATA[{inside}]]></b>");
        let long = text(&"x".repeat(SEARCHED));
        let cases = [
            (link("/api/products/1"), Some("")),
            (link("/shop2/api/products/1"), Some("/shop2")),
            (link("/a/b/api/images/products/1/2"), Some("/a/b")),
            (link("/api/products?schema=blank"), Some("")),
            (text(&link("/shop2/api/x")) + &link("/api/x"), Some("")),
            (text("]]") + &link("/shop2/api/x"), Some("/shop2")),
            (text(&link("/shop2/api/x")), None),
            ("<![CDATA[".to_owned() + &link("/shop2/api/x"), None),
            (long + &link("/shop2/api/x"), None),
            ("<a xlink:href=\"http://shop.example/api".to_owned(), None),
            ("<a xlink:href=\"\"/>".to_owned(), None),
            (String::new(), None),
        ];
        for (inside, folder) in &cases {
            let response = Response {
                body: format!("noise <prestashop xmlns:xlink=\"x\">{inside}</prestashop>").into(),
                ..Response::default()
            };
            let found = response.answering();
            let found = found.as_ref().map(Endpoint::folder);
            assert_eq!(found, *folder, "{inside:.80}");
        }
        println!("{} answers", cases.len());
    }
}
