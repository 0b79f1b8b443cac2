//! PATCH or PUT: what the shop knows, what the key may do, and what would do harm.

use crate::client::Client;
use crate::client::transport::Transport;
use crate::resources::find;
use crate::webservice::call::Method;
use crate::webservice::document::{Edited, Unwritable};
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::permissions::Rights;

/// First version that knows PATCH.
const PATCH_SINCE: (u16, u16) = (8, 0);

/// How a record is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// The changed fields alone.
    Patch,
    /// The whole record, without what the shop's schema says must not be sent.
    Put(Unwritable),
}

impl Way {
    pub(super) fn method(&self) -> Method {
        match self {
            Way::Patch => Method::Patch,
            Way::Put(_) => Method::Put,
        }
    }

    pub(super) fn body(&self, edited: &Edited) -> String {
        match self {
            Way::Patch => edited.patch_body(),
            Way::Put(unwritable) => edited.put_body(unwritable),
        }
    }
}

impl<T: Transport> Client<T> {
    /// How a record of the resource can be changed without losing anything.
    ///
    /// # Errors
    /// `Permission`, with the box to tick, where no way is open or safe.
    pub(super) async fn way(&self, resource: &str) -> Result<Way> {
        if self.may_patch_exist() {
            let rights = self.rights().await?.on(resource);
            // Only now is the version known for certain.
            if self.may_patch_exist() {
                if rights.patch {
                    return Ok(Way::Patch);
                }
                return self.put(resource, Some(rights)).await;
            }
        }
        self.put(resource, None).await
    }

    async fn put(&self, resource: &str, rights: Option<Rights>) -> Result<Way> {
        let declared = find(resource);
        let version = self.version().map(|version| (version.major, version.minor));
        let destroys = |version| declared.is_some_and(|resource| resource.put_destroys(version));
        if version.is_some_and(destroys) {
            return Err(patch_only(resource));
        }
        if rights.is_some_and(|rights| !rights.put) {
            return Err(no_right(resource));
        }
        let unwritable = match declared {
            // Every field is declared, and none is in question.
            Some(resource) if resource.fields.iter().all(|field| field.locked.is_none()) => {
                Unwritable::default()
            }
            Some(_) if !self.may_patch_exist() => Unwritable::default(),
            _ => self.unwritable(resource).await?,
        };
        let is_locked = declared.is_some_and(|declared| {
            let mut fields = declared.fields.iter();
            fields.any(|field| field.locked.is_some() && unwritable.contains(field.name))
        });
        match is_locked {
            true => Err(patch_only(resource)),
            false => Ok(Way::Put(unwritable)),
        }
    }

    /// The fields that the shop's own schema marks as never to be sent.
    async fn unwritable(&self, resource: &str) -> Result<Unwritable> {
        match self.synopsis(resource).await {
            Ok(schema) => Ok(Unwritable::of(&schema)),
            // 1.7 on a PHP that reports notices fails on the schemas of resources with
            // associations. It also refuses a field it does not take, and then saves nothing.
            Err(error) if error.kind() == ErrorKind::Server => Ok(Unwritable::default()),
            Err(error) => Err(error),
        }
    }

    fn may_patch_exist(&self) -> bool {
        let (major, minor) = PATCH_SINCE;
        self.version()
            .is_none_or(|version| version.is_at_least(major, minor))
    }
}

fn patch_only(resource: &str) -> Error {
    let message = format!(
        "This version of PrestaShop can change {resource} with PATCH only: every other way of saving wipes a secret it cannot read back."
    );
    let hint = format!(
        "Tick Patch (PATCH) in the line {resource} of the key, under Advanced Parameters > Webservice. Nothing was sent."
    );
    Error::new(ErrorKind::Permission, message).with_hint(hint)
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
