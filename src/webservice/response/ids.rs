//! Lists of ids, several in one answer: what a search has found, and which images there are.

use json::JsonText;
use xml::{Content, Element, Reader, Reason, XmlError};

/// The ids in each element of the root, by the element's name. An id stands in an attribute, or in
/// an element of its own.
pub(super) fn lists<'a>(
    xml: &mut Reader<'a>,
    first: &Element<'a>,
) -> Result<Vec<(String, Vec<u32>)>, XmlError> {
    let mut lists = vec![(first.name().to_owned(), list(xml, first)?)];
    while let Some(next) = xml.next_child()? {
        if lists.len() >= xml.limits().languages {
            return Err(xml.error(Reason::Limit("lists")));
        }
        let ids = list(xml, &next)?;
        lists.push((next.name().to_owned(), ids));
    }
    Ok(lists)
}

fn list<'a>(xml: &mut Reader<'a>, element: &Element<'a>) -> Result<Vec<u32>, XmlError> {
    let mut ids = Vec::new();
    if xml.content(element)? != Content::Elements {
        return Ok(ids);
    }
    while let Some(child) = xml.next_child()? {
        if ids.len() >= xml.limits().records {
            return Err(xml.error(Reason::Limit("records")));
        }
        let is_id = child.name() == "id";
        let id = match child.attribute("id") {
            Some(id) => {
                xml.skip(&child)?;
                Some(id)
            }
            None if is_id => match xml.content(&child)? {
                Content::Text(text) => Some(text),
                Content::Elements => {
                    return Err(xml.error(Reason::Unexpected("an element inside <id>".to_owned())));
                }
            },
            None => {
                xml.skip(&child)?;
                None
            }
        };
        if let Some(id) = id {
            let id = id.trim().parse();
            ids.push(id.map_err(|_| xml.error(Reason::Unexpected(child.name().to_owned())))?);
        }
    }
    Ok(ids)
}

/// `{"products":[1,2],"categories":[3]}`
pub(super) fn lists_json(lists: &[(String, Vec<u32>)]) -> String {
    let mut json = JsonText::default();
    json.object(|json| {
        for (name, ids) in lists {
            json.entry(name, |json| {
                json.array(ids, |json, id| json.number(i64::from(*id)));
            });
        }
    });
    json.into_string()
}
