//! A tracking number and a status in one preview: the number is written first, so that an e-mail of
//! the status has it.

use json::Map;
use resources::OrderState;

use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::client::write::status::StatusChange;
use crate::client::write::{Prepared, WriteOptions, Written};
use crate::webservice::document::joined_token;
use crate::webservice::error::{Error, ErrorKind, Result, Versions};
use crate::webservice::outcome::Saved;

/// The resource of parcels.
pub const RESOURCE: &str = "order_carriers";

/// What is to be written.
#[derive(Debug)]
pub struct Both<'b> {
    /// Id of the parcel.
    pub parcel: u32,
    /// What changes of it.
    pub changes: &'b Map,
    /// The status of its order.
    pub change: &'b StatusChange,
    /// The state that it enters.
    pub state: &'b OrderState,
}

/// What was written, or would be.
#[derive(Debug)]
pub struct Made {
    /// Of the parcel; its token is that of both.
    pub parcel: Written,
    /// Of the order.
    pub status: Written,
}

impl Made {
    /// Whether the shop was, or would be, asked for an e-mail by one of the two.
    pub fn is_mailed(&self, options: &WriteOptions, change: &StatusChange) -> bool {
        let of_status = WriteOptions {
            send_email: change.send_email,
            ..WriteOptions::default()
        };
        is_mailed(options, &self.parcel) || is_mailed(&of_status, &self.status)
    }
}

/// Whether the shop was, or would be, asked for the e-mail of a write.
pub fn is_mailed(options: &WriteOptions, written: &Written) -> bool {
    options.send_email && (written.written || written.is_preview) && !written.is_mail_lost
}

/// Both as they are, before anything is written.
#[derive(Debug)]
pub struct Looked {
    /// The parcel.
    pub prepared: Prepared,
    /// What the new status would do.
    pub status: Written,
}

/// Looks at both at once; `prepared` if the parcel has been read.
///
/// # Errors
/// Those of each half, before anything is written.
pub async fn look_at_both<T: Transport>(
    client: &Client<T>,
    both: &Both<'_>,
    prepared: Option<Prepared>,
    options: &WriteOptions,
) -> Result<Looked> {
    let shown = &shown(options);
    let status = async {
        let looked = client.look_at_order(both.change.id_order, shown).await?;
        let state = both.state.clone();
        client.enter_status(looked, both.change, state, shown).await
    };
    let prepare = async {
        match prepared {
            Some(prepared) => Ok(prepared),
            None => {
                client
                    .prepare(RESOURCE, both.parcel, both.changes, options)
                    .await
            }
        }
    };
    let (status, prepared) = join(status, prepare).await;
    Ok(Looked {
        status: status?,
        prepared: prepared?,
    })
}

/// Writes both, or shows both; nothing is written before both have been looked at.
///
/// # Errors
/// Those of each half. If the second one fails, the error says that the first one is saved.
pub async fn write_both<T: Transport>(
    client: &Client<T>,
    both: &Both<'_>,
    looked: Looked,
    options: &WriteOptions,
) -> Result<Made> {
    let Looked {
        prepared,
        mut status,
    } = looked;
    let mut of_parcel = None;
    if options.preview || options.expect.is_some() {
        let mut parcel = client
            .update_prepared(&prepared, both.changes, &shown(options))
            .await?;
        let token = token_of(&parcel, &status);
        if options.preview {
            parcel.token = token;
            return Ok(Made { parcel, status });
        }
        if options.expect != token {
            return Err(moved_on(both));
        }
        of_parcel = parcel.token;
    }
    let confirming = |token: Option<String>| WriteOptions {
        expect: options.expect.as_ref().and(token),
        send_email: options.send_email,
        ..WriteOptions::default()
    };
    let of_parcel = confirming(of_parcel);
    let mut parcel = client
        .update_prepared(&prepared, both.changes, &of_parcel)
        .await
        .map_err(|error| error.and_hint("The status of the order was not changed."))?;
    drop(prepared);
    if !parcel.written && status.changes.is_empty() {
        status.is_preview = false;
        parcel.token = token_of(&parcel, &status);
        return Ok(Made { parcel, status });
    }
    let of_status = confirming(status.token);
    // The order is looked at again: writing the parcel has taken a while.
    let status = match client.look_at_order(both.change.id_order, &of_status).await {
        Ok(looked) => {
            let state = both.state.clone();
            client
                .enter_status(looked, both.change, state, &of_status)
                .await
        }
        Err(error) => Err(error),
    };
    match status {
        Ok(status) => {
            parcel.token = token_of(&parcel, &status);
            Ok(Made { parcel, status })
        }
        Err(error) if parcel.written => Err(half_done(error)),
        Err(error) => Err(error),
    }
}

/// The options of a preview of them.
fn shown(options: &WriteOptions) -> WriteOptions {
    WriteOptions {
        preview: true,
        send_email: options.send_email,
        ..WriteOptions::default()
    }
}

fn token_of(parcel: &Written, status: &Written) -> Option<String> {
    Some(joined_token(&[
        parcel.token.as_deref()?,
        status.token.as_deref()?,
    ]))
}

/// The error for a preview that is no longer true.
fn moved_on(both: &Both<'_>) -> Error {
    let message = format!(
        "The parcel {} or the status of order {} is no longer what was shown.",
        both.parcel, both.change.id_order
    );
    Error::new(ErrorKind::Conflict, message)
        .with_hint("Nothing was written. Preview the change again and confirm that.")
        .with_versions(Versions {
            expected: None,
            found: None,
        })
}

/// The error for a status that failed behind a number that is saved. It is about `state` where
/// nothing of the status was saved.
fn half_done(error: Error) -> Error {
    let saved = error.saved();
    let outcome = match saved {
        Saved::Unknown => "whether the status is changed is not known",
        _ => "the status is not changed as asked",
    };
    let message = format!(
        "The tracking number is saved, but {outcome}: {}",
        error.message()
    );
    let error = error
        .with_message(message)
        .and_hint("The number stays: what is left is the status, by update_order_status.");
    match saved {
        Saved::No => error.with_saved(Saved::Yes).with_field("state"),
        Saved::Unknown | Saved::Yes => error,
    }
}
