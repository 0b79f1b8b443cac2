//! Two requests at once, without a crate for it.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Two futures at once. It knows no more of them than their results, so that it is compiled
/// once for each two results and not for each two futures.
struct Join<'f, A, B> {
    one: Half<'f, A>,
    other: Half<'f, B>,
}

/// One of them, at work or done.
struct Half<'f, T> {
    work: Option<Pin<Box<dyn Future<Output = T> + 'f>>>,
    result: Option<T>,
}

/// Runs both and gives both results.
pub fn join<'f, A, B>(
    one: impl Future<Output = A> + 'f,
    other: impl Future<Output = B> + 'f,
) -> impl Future<Output = (A, B)> {
    Join {
        one: Half::new(Box::pin(one)),
        other: Half::new(Box::pin(other)),
    }
}

impl<'f, T> Half<'f, T> {
    fn new(work: Pin<Box<dyn Future<Output = T> + 'f>>) -> Self {
        Half {
            work: Some(work),
            result: None,
        }
    }

    /// Tells whether it is done.
    fn go_on(&mut self, context: &mut Context<'_>) -> bool {
        if let Some(work) = &mut self.work
            && let Poll::Ready(result) = work.as_mut().poll(context)
        {
            self.result = Some(result);
            self.work = None;
        }
        self.work.is_none()
    }
}

// Neither result is ever pinned.
impl<A, B> Unpin for Join<'_, A, B> {}

impl<A, B> Future for Join<'_, A, B> {
    type Output = (A, B);

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<(A, B)> {
        // Neither waits for the other.
        let are_done = [self.one.go_on(context), self.other.go_on(context)];
        if are_done == [true, true]
            && let (Some(one), Some(other)) = (self.one.result.take(), self.other.result.take())
        {
            return Poll::Ready((one, other));
        }
        Poll::Pending
    }
}
