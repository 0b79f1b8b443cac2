//! A call that was checked, with the address that came of it: it is built once.

use std::borrow::Cow;
use std::ops::Deref;

use super::call::Call;
use super::error::Result;
use super::query::ShopId;

/// A call that can be sent as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    call: Call,
    path: String,
}

/// A call to be sent, whether it was checked or not.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'c> {
    call: &'c Call,
    path: Option<&'c str>,
}

impl Call {
    /// Checks it, and keeps the address.
    ///
    /// # Errors
    /// See [`Call::check`].
    pub fn checked(self) -> Result<Checked> {
        let path = self.path()?;
        Ok(Checked { call: self, path })
    }
}

impl Checked {
    /// The call, to be changed.
    pub fn into_call(self) -> Call {
        self.call
    }

    /// The same call in a shop of the multistore, where it names none itself.
    ///
    /// # Errors
    /// See [`Call::check`].
    pub fn in_shop(self, id_shop: Option<u32>) -> Result<Checked> {
        let query = &self.call.query;
        if id_shop.is_none() || query.id_shop.is_some() || query.id_shop_group.is_some() {
            return Ok(self);
        }
        let mut call = self.call;
        call.query.id_shop = id_shop.map(ShopId::One);
        call.checked()
    }

    /// How long path and query are, in bytes.
    pub fn length(&self) -> usize {
        self.path.len()
    }
}

impl Deref for Checked {
    type Target = Call;

    fn deref(&self) -> &Call {
        &self.call
    }
}

impl<'c> Asked<'c> {
    pub(crate) fn call(self) -> &'c Call {
        self.call
    }

    /// The address after the endpoint, without the key.
    pub(super) fn path(self) -> Result<Cow<'c, str>> {
        match self.path {
            Some(path) => Ok(Cow::Borrowed(path)),
            None => self.call.path().map(Cow::Owned),
        }
    }
}

impl<'c> From<&'c Call> for Asked<'c> {
    fn from(call: &'c Call) -> Self {
        Asked { call, path: None }
    }
}

impl<'c> From<&'c Checked> for Asked<'c> {
    fn from(checked: &'c Checked) -> Self {
        Asked {
            call: &checked.call,
            path: Some(&checked.path),
        }
    }
}
