//! PATCH or PUT: what the shop supports, what the key may do, and what would do harm.

use resources::{Field, PutHarm, Resource, find};

use crate::client::Client;
use crate::client::asked_once::is_broken;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::webservice::call::{Call, Method};
use crate::webservice::document::{Edited, Unwritable};
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::permissions::Rights;
use crate::webservice::version::Version;

/// How a record is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum UpdateMethod {
    /// The changed fields alone.
    Patch,
    /// The whole record, without what the shop's schema says must not be sent.
    Put(Unwritable),
}

impl UpdateMethod {
    pub(super) fn method(&self) -> Method {
        match self {
            UpdateMethod::Patch => Method::Patch,
            UpdateMethod::Put(_) => Method::Put,
        }
    }

    pub(super) fn body(&self, edited: &Edited) -> String {
        match self {
            UpdateMethod::Patch => edited.patch_body(),
            UpdateMethod::Put(unwritable) => edited.put_body(unwritable),
        }
    }
}

impl<T: Transport> Client<T> {
    /// Asks for the key's rights, if they are not known, beside what finds the record that is to be
    /// changed. If that fails, the change tells it.
    pub(crate) async fn know_rights(&self) {
        if !self.lookups().knows_rights() {
            let _ = self.may_read("").await;
        }
    }

    /// The method that changes a record of the resource without losing anything; `may_patch` is
    /// `false` for changes that only a PUT can make. The shop's schema is read beside the key's
    /// rights if the caller `reads_schema` anyway.
    ///
    /// # Errors
    /// `Permission`, with the box to tick, if no method is allowed and safe.
    pub(super) async fn update_method(
        &self,
        resource: &str,
        may_patch: bool,
        reads_schema: bool,
    ) -> Result<UpdateMethod> {
        let were_known = self.lookups().knows_rights();
        // The documented key has PUT alone, for which the schema would be waited for next.
        let is_likely = !were_known && self.schema_decides(resource);
        let reads_schema = reads_schema || is_likely;
        match self
            .update_method_now(resource, may_patch, reads_schema)
            .await
        {
            // The owner may have ticked the box since.
            Err(error) if were_known && error.kind() == ErrorKind::Permission => {
                self.lookups().forget_rights();
                self.update_method_now(resource, may_patch, false).await
            }
            way => way,
        }
    }

    async fn update_method_now(
        &self,
        resource: &str,
        may_patch: bool,
        reads_schema: bool,
    ) -> Result<UpdateMethod> {
        let (rights, schema) = join(self.known_rights(resource), async {
            match reads_schema {
                true => Some(self.unwritable(resource).await),
                false => None,
            }
        })
        .await;
        let may_patch = may_patch && self.version().is_none_or(Version::knows_patch);
        match rights? {
            Some(rights) if may_patch && rights.patch => Ok(UpdateMethod::Patch),
            Some(rights) => self.put(resource, rights.put, schema).await,
            // Keys that may PUT are more than those that may PATCH.
            None => match self.put(resource, true, schema).await {
                Ok(_) if may_patch && enters_every_shop(resource) => Ok(UpdateMethod::Patch),
                Err(harm) if may_patch && is_refusal(&harm) => Ok(UpdateMethod::Patch),
                way => way,
            },
        }
    }

    /// What the key may do with the resource; `None` where the shop's list of rights is broken: what
    /// the key may not do, the shop refuses by itself.
    async fn known_rights(&self, resource: &str) -> Result<Option<Rights>> {
        match self.rights().await {
            Ok(rights) => Ok(Some(rights.on(resource))),
            Err(error) if is_broken(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Whether a PUT of the resource is expected to need the shop's schema.
    fn schema_decides(&self, resource: &str) -> bool {
        let version = self.version();
        match find(resource) {
            Some(one) => {
                let is_open = |version: Version| {
                    version.knows_patch() && !one.put_destroys((version.major, version.minor))
                };
                has_open_fields(one) && version.is_none_or(is_open)
            }
            None => version.is_some_and(|version| !version.knows_patch()),
        }
    }

    /// Whether no method is left by the rights that were read before. The owner may have ticked the box
    /// since, so they are read again before anything else is asked for.
    pub(super) fn is_closed(&self, resource: &str) -> bool {
        let rights = self.lookups().known_rights();
        let version = self.version();
        let destroys = |version: Version| {
            find(resource).is_some_and(|one| one.put_destroys((version.major, version.minor)))
        };
        rights.is_some_and(|rights| {
            let rights = rights.on(resource);
            let may_patch = rights.patch && version.is_none_or(Version::knows_patch);
            !may_patch && (!rights.put || version.is_some_and(destroys))
        })
    }

    /// PUT, if it does no harm; `schema` if it has been read.
    async fn put(
        &self,
        resource: &str,
        may_put: bool,
        schema: Option<Result<Unwritable>>,
    ) -> Result<UpdateMethod> {
        let declared = find(resource);
        let version = self.version();
        let destroys = |version: Version| {
            declared.is_some_and(|one| one.put_destroys((version.major, version.minor)))
        };
        let acts = |one: &Resource| one.put_acts(version.map(|one| (one.major, one.minor)));
        match () {
            () if version.is_some_and(destroys) => return Err(patch_only(resource)),
            () if declared.is_some_and(acts) => return Err(put_acts(resource)),
            () if !may_put => return Err(no_right(resource)),
            () => {}
        }
        let knows_patch = version.is_none_or(Version::knows_patch);
        // The schema of a declared resource is read only if it decides about one of its fields.
        let is_settled = |one: &Resource| !knows_patch || !has_open_fields(one);
        if declared.is_some_and(is_settled) {
            return Ok(UpdateMethod::Put(Unwritable::default()));
        }
        let unwritable = match schema {
            Some(schema) => schema?,
            None => self.unwritable(resource).await?,
        };
        let is_locked = |field: &Field| field.locked.is_some() && unwritable.contains(field.name);
        match declared.is_some_and(|one| one.fields.iter().any(is_locked)) {
            true => Err(patch_only(resource)),
            false => Ok(UpdateMethod::Put(unwritable)),
        }
    }

    /// A write of a record, with its body.
    pub(super) fn writing(
        &self,
        method: Method,
        resource: &str,
        id: Option<u32>,
        body: Option<String>,
    ) -> Call {
        self.in_shop(Call {
            id,
            body,
            ..Call::new(method, resource.to_owned())
        })
    }

    /// The fields that the shop's own schema marks as read-only.
    async fn unwritable(&self, resource: &str) -> Result<Unwritable> {
        match self.synopsis(resource).await {
            Ok(schema) => Ok(Unwritable::of(&schema)),
            // 1.7 on a PHP that reports notices fails on the schemas of resources with
            // associations. It also refuses a field it does not take, and then saves nothing.
            Err(error) if error.kind() == ErrorKind::Server => Ok(Unwritable::default()),
            Err(error) => Err(error),
        }
    }
}

/// Whether it depends on the shop whether some field of the resource can be sent back.
fn has_open_fields(resource: &Resource) -> bool {
    resource.fields.iter().any(|field| field.locked.is_some())
}

/// Whether a PUT of the resource may add the record to other shops.
pub(super) fn enters_every_shop(resource: &str) -> bool {
    let harms = resources::of(resource).put_harms;
    harms.contains(&PutHarm::EntersEveryShop)
}

fn is_refusal(error: &Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::Permission | ErrorKind::InvalidRequest
    )
}

pub(super) fn patch_only(resource: &str) -> Error {
    let message = format!(
        "This version of PrestaShop can change {resource} with PATCH only: every other way of saving loses values that it cannot take back."
    );
    let hint = format!(
        "Tick Patch (PATCH) in the line {resource} of the key, under Advanced Parameters > Webservice. Nothing was sent."
    );
    Error::new(ErrorKind::Permission, message).with_hint(hint)
}

fn put_acts(resource: &str) -> Error {
    let message = format!(
        "Before PrestaShop 8 a change of {resource} would repeat their status: another row of the history, stock counted again, an e-mail to the customer."
    );
    Error::new(ErrorKind::InvalidRequest, message)
        .with_hint("The status can be changed, by an order history; nothing else of an order can. Nothing was sent.")
}

fn no_right(resource: &str) -> Error {
    let hint = format!(
        "Tick Modify (PUT) in the line {resource} of the key, under Advanced Parameters > Webservice. Nothing was sent."
    );
    Error::new(
        ErrorKind::Permission,
        format!("The key may not change {resource}."),
    )
    .with_hint(hint)
}
