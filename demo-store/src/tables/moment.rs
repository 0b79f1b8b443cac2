//! Dates and times of the shop, without a clock and without a time zone.

use std::fmt::Write;

/// Seconds.
pub(crate) const DAY: i64 = 86_400;

/// 2026-03-02 08:00:00, the present of the demonstration shop.
pub(crate) const NOW: i64 = 1_772_438_400;

/// Appends `YYYY-MM-DD`, with ` HH:MM:SS` behind it if asked for.
pub(crate) fn write(moment: Option<i64>, with_time: bool, out: &mut String) {
    let Some(seconds) = moment else {
        out.push_str("0000-00-00");
        if with_time {
            out.push_str(" 00:00:00");
        }
        return;
    };
    let (year, month, day) = civil(seconds.div_euclid(DAY));
    let time = seconds.rem_euclid(DAY);
    // Writing to a String cannot fail.
    let _ = write!(out, "{year:04}-{month:02}-{day:02}");
    if with_time {
        let _ = write!(
            out,
            " {:02}:{:02}:{:02}",
            time / 3600,
            time / 60 % 60,
            time % 60
        );
    }
}

/// Reads `YYYY-MM-DD` with or without ` HH:MM:SS`; `None` for zero dates and anything else.
pub(crate) fn parse(text: &str) -> Option<i64> {
    let (date, time) = text
        .trim()
        .split_once(' ')
        .unwrap_or((text.trim(), "0:0:0"));
    let numbers = |text: &str, separator: char| -> Option<[i64; 3]> {
        let parts: Vec<i64> = text
            .split(separator)
            .map(|part| part.parse::<u16>().map(i64::from))
            .collect::<Result<_, _>>()
            .ok()?;
        parts.try_into().ok()
    };
    let [year, month, day] = numbers(date, '-')?;
    let [hour, minute, second] = numbers(time, ':')?;
    let fits = (1..=9999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=length_of_month(year, month)).contains(&day)
        && hour < 24
        && minute < 60
        && second < 60;
    fits.then(|| days(year, month, day) * DAY + hour * 3_600 + minute * 60 + second)
}

fn length_of_month(year: i64, month: i64) -> i64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The inverse of [`civil`].
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Year, month and day of a count of days since 1970-01-01 (proleptic Gregorian,
/// counted in eras of 400 years that start in March).
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_as_the_calendar_says() {
        let cases = [
            (Some(0), "1970-01-01 00:00:00"),
            (Some(NOW), "2026-03-02 08:00:00"),
            (Some(951_782_399), "2000-02-28 23:59:59"),
            (Some(951_782_400), "2000-02-29 00:00:00"),
            (Some(-86_400), "1969-12-31 00:00:00"),
            (None, "0000-00-00 00:00:00"),
        ];
        for (moment, expected) in cases {
            let mut out = String::new();
            write(moment, true, &mut out);
            assert_eq!(out, expected);
            assert_eq!(parse(expected), moment);
        }
        println!("{} moments", cases.len());
    }
}
