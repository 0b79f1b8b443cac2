//! A small honest shop around one recorded record: it stores what is sent, resets what a PUT
//! does not hold, and blanks the languages that a text lacks.

use std::cell::RefCell;
use std::rc::Rc;

use aismarttalk_prestashop::client::transport::{Bounds, Transport, TransportError};
use aismarttalk_prestashop::client::{Client, Settings};
use aismarttalk_prestashop::webservice::request::Request;
use aismarttalk_prestashop::webservice::response::Response;
use aismarttalk_prestashop::webservice::{Endpoint, Key};
use demo_store::keys;
use roxmltree::{Document, Node};

/// What shops compute, and keep if it is not sent.
pub const COMPUTED: [&str; 7] = [
    "new",
    "id_default_image",
    "id_default_combination",
    "position_in_category",
    "manufacturer_name",
    "quantity",
    "type",
];

/// A record, without its attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub item: String,
    pub fields: Vec<(String, Held)>,
    /// As they stand in the document; empty where it has none.
    pub associations: String,
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    Text(String),
    /// By the language's id.
    Texts(Vec<(u32, String)>),
}

impl Record {
    /// `None` for what no XML reader accepts, or holds no record.
    pub fn parse(xml: &str) -> Option<Record> {
        let xml = xml.trim();
        let document = Document::parse(xml).ok()?;
        let record = document.root_element().first_element_child()?;
        let mut read = Record {
            item: record.tag_name().name().to_owned(),
            fields: Vec::new(),
            associations: String::new(),
        };
        for field in record.children().filter(Node::is_element) {
            let name = field.tag_name().name();
            if name == "associations" {
                read.associations = xml[field.range()].to_owned();
                continue;
            }
            let languages = field.children().filter(Node::is_element);
            let texts: Vec<(u32, String)> = languages
                .map(|one| (one.attribute("id").unwrap().parse().unwrap(), text(one)))
                .collect();
            let held = match texts.is_empty() {
                true => Held::Text(text(field)),
                false => Held::Texts(texts),
            };
            read.fields.push((name.to_owned(), held));
        }
        Some(read)
    }

    pub fn field(&self, name: &str) -> Option<&Held> {
        let mut fields = self.fields.iter();
        fields.find(|(one, _)| one == name).map(|(_, held)| held)
    }

    pub fn field_mut(&mut self, name: &str) -> Option<&mut Held> {
        let mut fields = self.fields.iter_mut();
        fields.find(|(one, _)| one == name).map(|(_, held)| held)
    }

    fn write(&self, active: Option<&[u32]>) -> String {
        let mut xml = format!("<{}>", self.item);
        for (name, held) in &self.fields {
            let inside = match held {
                Held::Text(text) => cdata(text),
                Held::Texts(texts) => {
                    let shown = |id: &u32| active.is_none_or(|active| active.contains(id));
                    let texts = texts.iter().filter(|(id, _)| shown(id));
                    let one = |(id, text): &(u32, String)| {
                        format!("<language id=\"{id}\">{}</language>", cdata(text))
                    };
                    texts.map(one).collect()
                }
            };
            xml.push_str(&format!("<{name}>{inside}</{name}>"));
        }
        xml.push_str(&format!("{}</{}>", self.associations, self.item));
        xml
    }

    fn save(&mut self, sent: &Record, is_patch: bool) {
        for (name, held) in &mut self.fields {
            let given = sent.field(name);
            match (held, given) {
                (_, None) if is_patch || COMPUTED.contains(&name.as_str()) => {}
                (Held::Text(text), Some(Held::Text(given))) => text.clone_from(given),
                (Held::Text(text), _) => text.clear(),
                (Held::Texts(texts), Some(Held::Texts(given))) => {
                    for (id, text) in texts {
                        let found = given.iter().find(|(one, _)| one == id);
                        *text = found.map_or(String::new(), |(_, text)| text.clone());
                    }
                }
                (Held::Texts(texts), _) => texts.iter_mut().for_each(|(_, text)| text.clear()),
            }
        }
        if let Some(Held::Text(moment)) = self.field_mut("date_upd") {
            "2031-01-01 00:00:00".clone_into(moment);
        }
    }
}

fn text(node: Node<'_, '_>) -> String {
    let parts = node.children().filter_map(|part| part.text());
    parts.collect()
}

fn cdata(text: &str) -> String {
    format!("<![CDATA[{}]]>", text.replace("]]>", "]]]]><![CDATA[>"))
}

fn document(inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<prestashop xmlns:xlink=\"http://www.w3.org/1999/xlink\">{inside}</prestashop>"
    )
}

/// The recorded answers of a shop.
pub struct Answers {
    pub version: String,
    pub root: String,
    pub languages: String,
    pub synopsis: String,
    /// Languages that are shown unless others are named.
    pub active: Vec<u32>,
}

/// The shop, with what it was sent.
#[derive(Clone)]
pub struct Replay {
    answers: Rc<Answers>,
    pub record: Rc<RefCell<Record>>,
    /// Method and body of each write.
    pub writes: Rc<RefCell<Vec<(String, String)>>>,
}

impl Replay {
    pub fn client(answers: &Rc<Answers>, record: Record) -> Client<Replay> {
        let replay = Replay {
            answers: Rc::clone(answers),
            record: Rc::new(RefCell::new(record)),
            writes: Rc::default(),
        };
        let endpoint = Endpoint::parse("https://shop.example").unwrap();
        let settings = Settings::new(endpoint, Key::parse(keys::SHOP_1).unwrap());
        Client::new(replay, settings, None)
    }

    fn answer(&self, method: &str, path: &str, body: &str) -> String {
        let has_languages = path.contains("language=");
        match path.split(['?', '/']).next() {
            Some("") => self.answers.root.clone(),
            Some("languages") => self.answers.languages.clone(),
            Some(_) if path.contains("schema=synopsis") => self.answers.synopsis.clone(),
            _ => {
                let mut record = self.record.borrow_mut();
                if method != "GET" {
                    self.writes
                        .borrow_mut()
                        .push((method.to_owned(), body.to_owned()));
                    record.save(&Record::parse(body).unwrap(), method == "PATCH");
                }
                let active = (!has_languages).then_some(&self.answers.active[..]);
                // A list of one.
                let (before, after) = match path.contains("filter[id]") {
                    true => (
                        format!("<{}s>", record.item),
                        format!("</{}s>", record.item),
                    ),
                    false => (String::new(), String::new()),
                };
                document(&[before, record.write(active), after].concat())
            }
        }
    }
}

impl Transport for Replay {
    async fn send(&self, request: &Request, _: Bounds) -> Result<Response, TransportError> {
        let path = request
            .url
            .strip_prefix("https://shop.example/api/")
            .unwrap();
        let body = request.body.as_deref().unwrap_or_default();
        let body = std::str::from_utf8(body).unwrap();
        Ok(Response {
            status: 200,
            headers: vec![("PSWS-Version".to_owned(), self.answers.version.clone())],
            body: self.answer(request.method.name(), path, body).into_bytes(),
        })
    }

    async fn sleep(&self, _: u32) -> Result<(), TransportError> {
        Ok(())
    }

    fn now_ms(&self) -> f64 {
        0.0
    }

    fn random(&self) -> f64 {
        0.5
    }
}
