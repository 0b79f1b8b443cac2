//! The root document: which shop it is, and what the key may do.

use json::JsonText;
use xml::{Content, Element, Reader, Reason, XmlError};

use super::call::Method;
use super::endpoint::Endpoint;

/// The rights of a key on one resource.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rights {
    /// Read.
    pub get: bool,
    /// Replace.
    pub put: bool,
    /// Create.
    pub post: bool,
    /// Change; shops before version 8 do not know it.
    pub patch: bool,
    /// Delete.
    pub delete: bool,
    /// Ask whether it is there.
    pub head: bool,
}

/// What a key may do in a shop. A resource without any right is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Permissions {
    /// The shop's name.
    pub shop_name: String,
    /// The shop that answers, by the folder of its address; `None` where the answer does not tell.
    pub folder: Option<String>,
    /// The rights, by resource, in the shop's order.
    pub resources: Vec<(String, Rights)>,
}

impl Permissions {
    /// Reads it from behind the start tag of `<api>`.
    pub(crate) fn read<'a>(xml: &mut Reader<'a>, api: &Element<'a>) -> Result<Self, XmlError> {
        let shop_name = api.attribute("shopName").unwrap_or_default().into_owned();
        let mut resources = Vec::new();
        let mut folder = None;
        if xml.content(api)? == Content::Elements {
            while let Some(element) = xml.next_child()? {
                if resources.len() >= xml.limits().undeclared {
                    return Err(xml.error(Reason::Limit("resources of a key")));
                }
                if let Some(link) = element.attribute("xlink:href") {
                    folder = Endpoint::of_link(&link).map(|shop| shop.folder().to_owned());
                }
                resources.push((element.name().to_owned(), rights(&element)));
                xml.skip(&element)?;
            }
        }
        Ok(Permissions {
            shop_name,
            folder,
            resources,
        })
    }

    /// The rights on a resource; none where it is not listed.
    pub fn on(&self, resource: &str) -> Rights {
        self.resources
            .iter()
            .find(|(name, _)| name == resource)
            .map(|(_, rights)| *rights)
            .unwrap_or_default()
    }

    /// `{"shop_name":"…","resources":{"products":{"get":true,…}}}`
    pub fn to_json(&self) -> String {
        let mut json = JsonText::default();
        json.object(|json| {
            json.entry("shop_name", |json| json.string(&self.shop_name));
            json.entry("resources", |json| {
                json.object(|json| {
                    for (name, rights) in &self.resources {
                        json.entry(name, |json| rights.write(json));
                    }
                });
            });
        });
        json.into_string()
    }
}

impl Rights {
    /// Whether they hold the one that a method needs.
    pub fn allow(self, method: Method) -> bool {
        match method {
            Method::Get => self.get,
            Method::Put => self.put,
            Method::Post => self.post,
            Method::Patch => self.patch,
            Method::Delete => self.delete,
            Method::Head => self.head,
            Method::Options => true,
        }
    }

    /// Each right with its name in the Webservice.
    pub fn named(self) -> [(&'static str, bool); 6] {
        [
            ("get", self.get),
            ("put", self.put),
            ("post", self.post),
            ("patch", self.patch),
            ("delete", self.delete),
            ("head", self.head),
        ]
    }

    fn write(self, json: &mut JsonText) {
        json.object(|json| {
            for (name, granted) in self.named() {
                json.entry(name, |json| json.boolean(granted));
            }
        });
    }
}

fn rights(element: &Element<'_>) -> Rights {
    let granted = |method| {
        element
            .attribute(method)
            .is_some_and(|value| value == "true")
    };
    Rights {
        get: granted("get"),
        put: granted("put"),
        post: granted("post"),
        patch: granted("patch"),
        delete: granted("delete"),
        head: granted("head"),
    }
}
