//! What is no record: images, the files of attachments, and the search.

use std::collections::BTreeSet;

use super::errors::Refusal;
use super::xml::Xml;
use crate::catalogue::texts;
use crate::http::{Request, Response};
use crate::options::ShopVersion;
use crate::query::{Query, php_int};
use crate::resources::Place;
use crate::resources::product::{self, linked};
use crate::store::Store;
use crate::tables::Row;

/// The resources that are answered here.
const NAMES: [&str; 3] = ["attachments", "images", "search"];
/// The picture that every record of the catalogue has: one white pixel.
pub(super) const PIXEL: &[u8] =
    b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
/// The file of the one attachment there is.
const MANUAL: &[u8] = b"%PDF-1.4\n\xe2\xe3\xcf\xd3\n% Care of stoneware\n";
/// What a shop takes for an image, by its first bytes.
const IMAGES: [&[u8]; 3] = [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8"];
/// Results of one search.
const MOST_FOUND: usize = 10;

/// A question about files.
pub(super) struct Asking<'a> {
    pub(super) store: &'a mut Store,
    pub(super) request: &'a Request,
    pub(super) query: &'a Query,
    pub(super) method: &'a str,
    pub(super) shop: u32,
    pub(super) base: &'a str,
}

/// What such a question is answered with.
pub(super) enum Found {
    Document(String),
    File(Response),
}

/// Whether the name is that of such a resource, in that version.
pub(super) fn serves(name: &str, version: ShopVersion) -> bool {
    NAMES.contains(&name) && (name != "attachments" || version >= ShopVersion::V1_7)
}

impl Asking<'_> {
    /// The answer for the segments of a path.
    pub(super) fn answer(&mut self, segments: &[&str]) -> Result<Found, Refusal> {
        let id = |text: &str| u32::try_from(php_int(text)).unwrap_or(0);
        let reads = matches!(self.method, "GET" | "HEAD");
        match segments {
            ["search"] if reads => self.search().map(Found::Document),
            ["attachments", "file", one] if reads && id(one) == 1 => {
                let mut response = Response::new(200, "application/pdf", MANUAL);
                let named = "attachment; filename=\"care.pdf\"";
                response.set_header("Content-Disposition", named);
                Ok(Found::File(response))
            }
            ["images"] if reads => Ok(Found::Document(self.kinds())),
            ["images", "products"] if reads => Ok(Found::Document(self.with_images())),
            ["images", "products", one] if reads => self.images(id(one)).map(Found::Document),
            ["images", "products", one] if self.method == "POST" => {
                self.add(id(one)).map(Found::Document)
            }
            ["images", "products", one, image] if reads => self.image(id(one), id(image)),
            ["images", kind, one] if reads => self.only_image(kind, id(one)),
            _ => Err(Refusal::Missing),
        }
    }

    fn products(&self) -> impl Iterator<Item = &Row> {
        let table = self.store.table(Place::Products).into_iter();
        let rows = table.flat_map(crate::tables::Table::iter);
        rows.filter(|row| row.in_shop(self.shop))
    }

    fn product(&self, id: u32) -> Result<&Row, Refusal> {
        let mut products = self.products();
        products.find(|row| row.id == id).ok_or(Refusal::Missing)
    }

    fn document(&self) -> Xml {
        Xml::new(self.store.options.version)
    }

    /// An empty element with an id and a link.
    fn entry(&self, xml: &mut Xml, name: &str, path: &str, id: u32) {
        let id = id.to_string();
        let link = [self.base, path, &id].concat();
        xml.push(&[
            "<",
            name,
            " id=\"",
            &id,
            "\" xlink:href=\"",
            &link,
            "\"/>\n",
        ]);
    }

    fn kinds(&self) -> String {
        let mut xml = self.document();
        xml.push(&["<image_types>\n"]);
        for kind in [
            "general",
            "products",
            "categories",
            "manufacturers",
            "suppliers",
            "stores",
        ] {
            let link = [self.base, "images/", kind].concat();
            xml.push(&["<", kind, " xlink:href=\"", &link, "\" get=\"true\"/>\n"]);
        }
        xml.push(&["</image_types>\n"]);
        xml.finish()
    }

    /// The formats, and the products that have images: two lists in one answer.
    fn with_images(&self) -> String {
        let mut xml = self.document();
        xml.push(&["<image_types>\n<image_type id=\"1\" name=\"cart_default\"/>\n</image_types>\n<images>\n"]);
        for row in self.products() {
            if !row.linked(linked::IMAGES).is_empty() {
                self.entry(&mut xml, "image", "images/products/", row.id);
            }
        }
        xml.push(&["</images>\n"]);
        xml.finish()
    }

    fn images(&self, product: u32) -> Result<String, Refusal> {
        let images = self.product(product)?.linked(linked::IMAGES).to_vec();
        if images.is_empty() {
            return Err(Refusal::Missing);
        }
        let mut xml = self.document();
        let owner = product.to_string();
        xml.push(&["<image id=\"", &owner, "\">\n"]);
        let path = ["images/products/", &owner, "/"].concat();
        for image in images {
            self.entry(&mut xml, "declination", &path, image);
        }
        xml.push(&["</image>\n"]);
        Ok(xml.finish())
    }

    fn image(&self, product: u32, image: u32) -> Result<Found, Refusal> {
        if !self
            .product(product)?
            .linked(linked::IMAGES)
            .contains(&image)
        {
            return Err(Refusal::Missing);
        }
        let uploaded = self.store.images.get(&image);
        Ok(file(uploaded.map_or(PIXEL, |image| image)))
    }

    fn only_image(&self, kind: &str, id: u32) -> Result<Found, Refusal> {
        let place = match kind {
            "categories" => Place::Categories,
            "manufacturers" => Place::Manufacturers,
            "suppliers" => Place::Suppliers,
            _ => return Err(Refusal::Missing),
        };
        let table = self.store.table(place);
        let is_there = table.is_some_and(|table| table.get(id).is_some());
        if is_there {
            Ok(file(PIXEL))
        } else {
            Err(Refusal::Missing)
        }
    }

    /// A new image of a product, out of a form.
    fn add(&mut self, product: u32) -> Result<String, Refusal> {
        let mut images = self.product(product)?.linked(linked::IMAGES).to_vec();
        let Some(bytes) = part(self.request, "image") else {
            let message = "Please set an \"image\" parameter with image data for value";
            return Err(Refusal::one(400, 76, message));
        };
        if !IMAGES.iter().any(|mark| bytes.starts_with(mark)) {
            let message = "This type of image format is not recognized, allowed formats are: image/gif, image/jpg, image/jpeg, image/pjpeg, image/png, image/x-png";
            return Err(Refusal::one(400, 73, message));
        }
        let held = self.store.table(Place::Products).into_iter();
        let held = held.flat_map(crate::tables::Table::iter);
        let last = held.flat_map(|row| row.linked(linked::IMAGES)).max();
        let id = last.map_or(1, |last| last.saturating_add(1));
        let bytes = bytes.to_vec();
        images.push(id);
        let position = images.len().to_string();
        self.store.images.insert(id, bytes);
        self.store
            .link_at(Place::Products, product, linked::IMAGES, images);
        let mut xml = self.document();
        xml.push(&["<image>\n"]);
        let (id, product) = (id.to_string(), product.to_string());
        for (name, value) in [
            ("id", &id),
            ("id_product", &product),
            ("position", &position),
        ] {
            xml.push(&["<", name, ">"]);
            xml.cdata(value);
            xml.push(&["</", name, ">\n"]);
        }
        // Behind it stands the content of the image, in another element of the root.
        xml.push(&["</image>\n<content encode=\"base64\">"]);
        xml.cdata("R0lG");
        xml.push(&["</content>\n"]);
        Ok(xml.finish())
    }

    /// The products with the words in their name, and the categories of these: two lists.
    fn search(&self) -> Result<String, Refusal> {
        let (Some(words), Some(language)) = (self.query.get("query"), self.query.get("language"))
        else {
            let message =
                "You have to set both the 'language' and 'query' parameters to get a result";
            return Err(Refusal::one(400, 100, message));
        };
        let words = words.to_lowercase();
        let language = u32::try_from(php_int(language)).unwrap_or(0);
        let column = product::Column::name.into();
        let names_it = |row: &&Row| {
            let mut name = String::new();
            texts::stored(Place::Products, row, self.shop, column, language, &mut name)
                && name.to_lowercase().contains(&words)
        };
        let found: Vec<&Row> = self.products().filter(names_it).take(MOST_FOUND).collect();
        let shelves = found.iter().flat_map(|row| row.linked(linked::CATEGORIES));
        let shelves: BTreeSet<u32> = shelves.copied().collect();
        let mut xml = self.document();
        xml.push(&["<products>\n"]);
        for row in &found {
            self.entry(&mut xml, "product", "products/", row.id);
        }
        xml.push(&["</products>\n<categories>\n"]);
        for id in shelves {
            self.entry(&mut xml, "category", "categories/", id);
        }
        xml.push(&["</categories>\n"]);
        Ok(xml.finish())
    }
}

fn file(bytes: &[u8]) -> Found {
    let media_type = match bytes.first() {
        Some(0xff) => "image/jpeg",
        Some(0x89) => "image/png",
        _ => "image/gif",
    };
    Found::File(Response::new(200, media_type, bytes))
}

/// The content of a part of a form.
fn part<'r>(request: &'r Request, name: &str) -> Option<&'r [u8]> {
    let kind = request.header_value("Content-Type")?;
    let boundary = kind.strip_prefix("multipart/form-data; boundary=")?;
    let mark = ["--", boundary].concat();
    let mut rest = behind(&request.body, mark.as_bytes())?;
    loop {
        let content = behind(rest, b"\r\n\r\n")?;
        let head = rest.get(..rest.len() - content.len())?;
        let end = ["\r\n", &mark].concat();
        let after = behind(content, end.as_bytes())?;
        let length = content.len() - after.len() - end.len();
        let named = ["name=\"", name, "\""].concat();
        if behind(head, named.as_bytes()).is_some() {
            return content.get(..length);
        }
        rest = after;
    }
}

/// What stands behind the first place of a text.
fn behind<'b>(bytes: &'b [u8], text: &[u8]) -> Option<&'b [u8]> {
    let at = bytes.windows(text.len()).position(|one| one == text)?;
    bytes.get(at + text.len()..)
}
