//! What a shop has beside records: images, the files of attachments, and its search.

use json::JsonText;
use resources::reader::Unchecked;

use crate::webservice::call::{Call, IMAGES, Method, SEARCH};
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::outcome::{End, Saved};
use crate::webservice::query::{Language, Query};
use crate::webservice::request::{FilePart, Request};
use crate::webservice::response::{Answer, Expected, Found, image_type};

use super::rows::none;
use super::transport::Transport;
use super::{Boxed, Client, lacks};

/// What has one image for each record; a product has several.
const KINDS: [&str; 4] = ["categories", "manufacturers", "suppliers", "stores"];
/// Owners of images of which there are several.
const PRODUCTS: &str = "products";

/// A file of the shop's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShopFile {
    /// Its media type, such as `image/jpeg`.
    pub media_type: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// An image that was added to a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedImage {
    /// Its id.
    pub id: u32,
    /// What else is worth knowing.
    pub warnings: Vec<String>,
}

/// What a search has found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchResult {
    /// Ids of products, the best match first; shops give ten at the most.
    pub products: Vec<u32>,
    /// Ids of the categories that these products are in.
    pub categories: Vec<u32>,
}

impl SearchResult {
    /// `{"products":[1,2],"categories":[3]}`
    pub fn to_json(&self) -> String {
        let mut json = JsonText::default();
        json.object(|json| {
            for (name, ids) in [
                ("products", &self.products),
                ("categories", &self.categories),
            ] {
                json.entry(name, |json| {
                    json.array(ids, |json, id| json.number(i64::from(*id)));
                });
            }
        });
        json.into_string()
    }
}

impl<T: Transport> Client<T> {
    /// The ids of the images of a product; none for a product without.
    ///
    /// # Errors
    /// `NotFound` if the shop has no such product.
    pub async fn image_ids(&self, product: u32) -> Result<Vec<u32>> {
        let path = path(&[IMAGES, PRODUCTS], &[product]);
        match self.file_call(IMAGES, &path, None, Expected::Ids).await {
            Ok(answer) => Ok(ids_under(answer, "image")),
            // Shops say the same of a product without images.
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let query = Query::default();
                let call = self.in_shop(Call::get(PRODUCTS, product, query));
                let expected = Expected::Record(call.declaration(), Some(product));
                self.perform(&call, expected, &mut none(), &Unchecked)
                    .await?;
                Ok(Vec::new())
            }
            Err(error) => Err(error),
        }
    }

    /// An image of a product, or the one of a record of another kind.
    ///
    /// # Errors
    /// `InvalidRequest` for a kind that has no images; `NotFound` if there is no such image.
    pub async fn image(&self, kind: &str, owner: u32, image: Option<u32>) -> Result<ShopFile> {
        let is_whole = match image {
            Some(_) => kind == PRODUCTS,
            None => KINDS.contains(&kind),
        };
        if !is_whole {
            let hint = [
                "Images of ",
                &KINDS.join(", "),
                " have no id of their own; those of products do",
            ];
            return Err(Error::about(
                "kind",
                &["has no such images: ", kind],
                &hint.concat(),
            ));
        }
        let ids = [Some(owner), image].map(Option::into_iter);
        let ids: Vec<u32> = ids.into_iter().flatten().collect();
        self.file(IMAGES, &path(&[IMAGES, kind], &ids), Expected::Image)
            .await
    }

    /// The file of an attachment; PrestaShop 1.7 and later.
    ///
    /// # Errors
    /// `NotFound` if there is no such attachment.
    pub async fn attachment(&self, id: u32) -> Result<ShopFile> {
        const ATTACHMENTS: &str = "attachments";
        let path = path(&[ATTACHMENTS, "file"], &[id]);
        self.file(ATTACHMENTS, &path, Expected::File).await
    }

    /// Adds an image to a product. It is sent once; if the answer is lost, the images of the product
    /// are looked at.
    ///
    /// # Errors
    /// `InvalidRequest` for what is no image; the shop's refusals; `OutcomeUnknown` where it cannot
    /// be found out whether there is a new one.
    pub fn add_image(&self, product: u32, bytes: Vec<u8>) -> Boxed<'_, AddedImage> {
        Box::pin(async move {
            let Some(media_type) = image_type(&bytes) else {
                let hint =
                    "Shops take JPEG, PNG and GIF, newer ones WebP and AVIF. Nothing was sent.";
                return Err(Error::about("image", &["is no image"], hint));
            };
            let before = self.image_ids(product).await?;
            let path = path(&[IMAGES, PRODUCTS], &[product]);
            let part = FilePart::new("image", media_type, bytes);
            let added = self
                .file_call(IMAGES, &path, Some(part), Expected::Ids)
                .await;
            let failure = match added.map(|answer| ids_under(answer, "image")) {
                Ok(ids) => match ids.as_slice() {
                    [id] => {
                        return Ok(AddedImage {
                            id: *id,
                            warnings: Vec::new(),
                        });
                    }
                    _ => lacks("image").with_end(End::Finished),
                },
                Err(failure) if matches!(failure.end(), Some(End::MayGoOn | End::Finished)) => {
                    failure
                }
                Err(failure) => return Err(failure),
            };
            self.image_since(product, &before, failure).await
        })
    }

    /// What became of an image whose answer is an error, or none.
    async fn image_since(
        &self,
        product: u32,
        before: &[u32],
        failure: Error,
    ) -> Result<AddedImage> {
        let is_done = failure.end() == Some(End::Finished);
        let found = self.image_ids(product).await;
        let new: Vec<u32> = found
            .iter()
            .flatten()
            .copied()
            .filter(|id| !before.contains(id))
            .collect();
        match (new.as_slice(), &found) {
            ([id], _) => {
                let told = [
                    "The product has a new image, although the request failed: ",
                    failure.message(),
                ];
                Ok(AddedImage {
                    id: *id,
                    warnings: vec![told.concat()],
                })
            }
            ([], Ok(_)) if is_done => Err(failure.with_saved(Saved::No)),
            _ => {
                let told = [
                    "It is not known whether the image was added: ",
                    failure.message(),
                ];
                Err(Error::new(ErrorKind::OutcomeUnknown, told.concat())
                    .with_hint("Look at the images of the product in a while, and do not send it again before.")
                    .with_saved(Saved::Unknown))
            }
        }
    }

    /// Looks for words in the shop, as its own search box does, in one language: that of the query,
    /// or of the settings.
    ///
    /// # Errors
    /// `InvalidRequest` for no words, or none or several languages.
    pub async fn search(&self, mut query: Query) -> Result<SearchResult> {
        let usual = self.settings().default_language.as_ref();
        if let (Language::All, Some(usual)) = (&query.language, usual) {
            query.language = Language::Named(vec![usual.clone()]);
        }
        let query = self.with_ids(query).await?;
        let call = self.in_shop(Call::list(SEARCH, query));
        let answer = self
            .perform(&call, Expected::Ids, &mut none(), &Unchecked)
            .await?;
        let Found::Ids(lists) = answer.found else {
            return Err(lacks("result"));
        };
        let mut result = SearchResult::default();
        for (name, ids) in lists {
            match &*name {
                "products" => result.products = ids,
                "categories" => result.categories = ids,
                _ => {}
            }
        }
        Ok(result)
    }

    async fn file(
        &self,
        resource: &'static str,
        path: &str,
        expected: Expected<'_>,
    ) -> Result<ShopFile> {
        let answer = self.file_call(resource, path, None, expected).await?;
        match answer.found {
            Found::File(media_type, bytes) => Ok(ShopFile { media_type, bytes }),
            _ => Err(lacks("file")),
        }
    }

    /// Reads a file or a list of files, or sends one.
    fn file_call<'c>(
        &'c self,
        resource: &'static str,
        path: &'c str,
        part: Option<FilePart>,
        expected: Expected<'c>,
    ) -> Boxed<'c, Answer> {
        Box::pin(async move {
            let method = match part {
                Some(_) => Method::Post,
                None => Method::Get,
            };
            let call = self.in_shop(Call::new(method, resource));
            if method.is_write() {
                self.ask_which_answers(&call).await?;
            }
            let settings = self.settings();
            let shop = settings.id_shop;
            let request = Request::file(
                &settings.endpoint,
                &settings.key,
                settings.auth,
                (path, shop),
                part,
            );
            let answer = self
                .tried(&call, &request, expected, &mut none(), &Unchecked)
                .await?;
            self.ask_which_answers(&call).await?;
            Ok(answer)
        })
    }
}

fn path(names: &[&str], ids: &[u32]) -> String {
    let mut path = String::new();
    for name in names {
        path.push('/');
        path.push_str(name);
    }
    for id in ids {
        path.push('/');
        path.push_str(&id.to_string());
    }
    path
}

fn ids_under(answer: Answer, name: &str) -> Vec<u32> {
    let Found::Ids(lists) = answer.found else {
        return Vec::new();
    };
    let mut under = lists.into_iter().filter(|(one, _)| one == name);
    under.next().map_or(Vec::new(), |(_, ids)| ids)
}
