//! Dates in headers: `Sun, 06 Nov 1994 08:49:37 GMT`. Servers write no other form (RFC 9110, 5.6.7).

/// From March on, so that the leap day is the last of its year.
const MONTHS: &str = "MarAprMayJunJulAugSepOctNovDecJanFeb";

/// The seconds since a moment that is the same for all dates; `None` for what is no date.
pub(super) fn seconds(date: &str) -> Option<f64> {
    let mut parts = date.split([' ', ':']).skip(1);
    let day = count(parts.next())?;
    let month = u16::try_from(MONTHS.find(parts.next()?)? / 3).ok()?;
    let is_of_year_before = f64::from(u8::from(month >= 10));
    let year = count(parts.next())? - is_of_year_before;
    let [hour, minute, second] = [(); 3].map(|()| count(parts.next()));
    // Every fourth year is a leap year until 2100.
    let days = (year * 365.25).floor() + (f64::from(month) * 30.6 + 0.5).floor() + day;
    Some(((days * 24.0 + hour?) * 60.0 + minute?) * 60.0 + second?)
}

fn count(text: Option<&str>) -> Option<f64> {
    text?.parse::<u16>().ok().map(f64::from)
}
