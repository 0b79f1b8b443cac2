//! Lists: in one order, in parts where the address would be too long, and each row
//! looked at a second time where the shop's filters cannot be trusted.

use resources::json_rows::JsonRows;
use resources::record::{Record, Records};
use resources::sink::Sink;
use resources::{Declared, Resource};

use crate::webservice::call::Call;
use crate::webservice::checked::Checked;
use crate::webservice::display::Display;
use crate::webservice::error::Result;
use crate::webservice::filter::Filter;
use crate::webservice::query::{Direction, Limit, Query, Sort};
use crate::webservice::recheck::Judge;
use crate::webservice::response::{Answer, Expected};
use crate::webservice::split::{MAX_URL_BYTES, split};

use super::conditions::Conditions;
use super::listing::Listing;
use super::rows::{Read, array_in_order, in_order, none, places};
use super::transport::Transport;
use super::walk::Part;
use super::{Boxed, Client, lacks};

impl<T: Transport> Client<T> {
    /// Every record that matches, as values of their type.
    pub async fn list<R: Declared>(&self, query: Query) -> Result<Vec<R>> {
        let records = self.records((R::RESOURCE.name, R::RESOURCE), query).await?;
        Ok(records.into_iter().map(R::from_record).collect())
    }

    /// Every record that matches of a resource whose fields are not declared.
    pub async fn undeclared(&self, name: &'static str, query: Query) -> Result<Vec<Record>> {
        self.records((name, resources::of(name)), query).await
    }

    /// The ids of all records that match, without the records.
    pub async fn ids_of(
        &self,
        resource: &'static Resource,
        filter: Vec<Filter>,
    ) -> Result<Vec<u32>> {
        let query = Query::of(Display::of(&["id"]), filter);
        let place = (resource.name, resource);
        let read = self.rows(place, query, &mut none()).await?;
        Ok(read.order.unwrap_or(read.ids))
    }

    /// Boxed and without a type, so that its states are compiled once and not for every
    /// type and caller.
    pub(crate) fn records(
        &self,
        place: (&'static str, &'static Resource),
        query: Query,
    ) -> Boxed<'_, Vec<Record>> {
        Box::pin(async move {
            let mut records = Records::default();
            let mut read = self.rows(place, query, &mut records).await?;
            // Joined to others, a record that comes twice would multiply them.
            if read.order.is_none() && read.ids.len() == read.rows {
                read.order = Some(read.ids.clone());
            }
            in_order(records.into_rows(), read)
        })
    }

    /// Every record of a resource that matches, as the JSON text of an array; typed where the
    /// resource is declared.
    pub async fn list_json(&self, name: &str, query: Query) -> Result<String> {
        let mut rows = JsonRows::new(resources::of(name).is_typed(), 0);
        let places = self.list_into(name, query, &mut rows).await?;
        Ok(array_in_order(rows, places))
    }

    /// The same into `rows`. Gives the places of the records there, in their order; `None` for all
    /// as they came.
    pub async fn list_into(
        &self,
        name: &str,
        query: Query,
        rows: &mut JsonRows,
    ) -> Result<Option<Vec<usize>>> {
        self.read_into(name, None, query, rows).await
    }

    /// The same of one record, where its id is given.
    pub async fn read_into(
        &self,
        name: &str,
        id: Option<u32>,
        query: Query,
        rows: &mut JsonRows,
    ) -> Result<Option<Vec<usize>>> {
        let query = self.with_ids(query).await?;
        let place = (name, query.declaration(name));
        if let Some(id) = id {
            self.one(place, id, query, rows).await?;
            return Ok(None);
        }
        let read = self.rows(place, query, rows).await?;
        places(read, rows.len())
    }

    /// Reads a list into `sink`, with one or several requests.
    fn rows<'c>(
        &'c self,
        (name, resource): (&'c str, &'c Resource),
        mut query: Query,
        sink: &'c mut dyn Sink,
    ) -> Boxed<'c, Read> {
        Box::pin(async move {
            self.show_open(name, &mut query);
            let mut listing = Listing::new(name, resource, query)?;
            if let Some(limit) = listing.query.limit {
                return self.window(listing, limit, sink).await;
            }
            let mut read = Read::default();
            if !listing.is_heavy() {
                self.whole_list(&mut listing, 1, &mut read, sink).await?;
                return Ok(read);
            }
            let mut light = listing.ids_only();
            self.whole_list(&mut light, 1, &mut read, &mut none())
                .await?;
            let ids = read.order.unwrap_or(read.ids);
            let mut found = Read {
                order: Some(ids),
                ..Read::default()
            };
            self.fetch(&listing, 2, &mut found, sink).await?;
            Ok(found)
        })
    }

    /// The part of a list that a limit says, counted in rows that match.
    async fn window(
        &self,
        mut listing: Listing<'_>,
        limit: Limit,
        sink: &mut dyn Sink,
    ) -> Result<Read> {
        listing.show_id();
        let mut part = Part {
            offset: limit.offset,
            want: limit.count,
            ..Part::default()
        };
        // Rows of other shops' orders count there as well.
        let call = Call::list(listing.place.0.to_owned(), listing.query.clone());
        let expected = Expected::List(listing.place.1);
        if listing.is_inexact() || !self.ties(&call, expected).is_empty() {
            part = Part {
                skip: limit.offset,
                want: limit.count.saturating_add(limit.offset),
                ..Part::default()
            };
            // Rows that are alike would stand in another order in each request.
            if !listing.query.sort.iter().any(|sort| sort.field == "id") {
                listing.query.sort.push(Sort::ascending("id"));
            }
        }
        Ok(self.walk(&listing, part, sink).await?.0)
    }

    /// Adds the records that are in the order and not yet in the sink.
    pub(super) async fn fetch(
        &self,
        listing: &Listing<'_>,
        request: usize,
        read: &mut Read,
        sink: &mut dyn Sink,
    ) -> Result<()> {
        let missing = read.missing();
        if missing.is_empty() {
            return Ok(());
        }
        let mut rest = listing.by_ids(&missing);
        let mut found = Read::default();
        // Of several requests those before the one that fails are in the sink.
        let all = self.whole_list(&mut rest, request, &mut found, sink).await;
        read.join(found);
        all
    }

    /// A whole list, in as many parts as addresses take.
    pub(super) async fn whole_list(
        &self,
        listing: &mut Listing<'_>,
        request: usize,
        read: &mut Read,
        sink: &mut dyn Sink,
    ) -> Result<()> {
        let name = listing.place.0.to_owned();
        let mut call = self.in_shop(Call::list(name, listing.query.clone()));
        let mut parts = split(&call, MAX_URL_BYTES)?;
        let is_whole = parts.len() <= 1;
        if !is_whole {
            listing.show_id();
            call.query.display.clone_from(&listing.query.display);
            parts = split(&call, MAX_URL_BYTES)?;
        }
        let own = Judge::all(&listing.own);
        for part in &parts {
            let answer = self.ask(listing, &own, part, request, sink).await?;
            sink.keep();
            read.add(&answer.notes);
        }
        if !is_whole {
            let mut ids = read.ids.clone();
            ids.sort_unstable();
            ids.dedup();
            if is_descending(&listing.query) {
                ids.reverse();
            }
            read.order = Some(ids);
        }
        Ok(())
    }

    /// One request of a list. `own` are the filters that it does not hold.
    pub(super) async fn ask(
        &self,
        listing: &Listing<'_>,
        own: &[Judge<'_>],
        call: &Checked,
        request: usize,
        sink: &mut dyn Sink,
    ) -> Result<Answer> {
        let (name, resource) = listing.place;
        let conditions = Conditions {
            own,
            hidden: &listing.hidden,
            request,
            left_out: listing.left_out,
            ..Conditions::new(name, resource, &call.query)
        };
        let expected = Expected::List(resource);
        let answer = self.perform(call, expected, sink, &conditions).await?;
        // Without its id nobody can say which record a row is.
        let has_id = match &call.query.display {
            Display::Fields(fields) => fields.iter().any(|field| field == "id"),
            _ => true,
        };
        match has_id && answer.notes.ids.len() != answer.notes.rows {
            true => Err(lacks("id of a record")),
            false => Ok(answer),
        }
    }
}

fn is_descending(query: &Query) -> bool {
    let first = query.sort.first();
    first.is_some_and(|sort| sort.direction == Direction::Descending)
}
