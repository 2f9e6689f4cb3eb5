//! Whose request it is when a proxy brings it: the last address in `X-Forwarded-For` that no trusted proxy added. From
//! others the header is only a claim, and is ignored.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use axum::http::HeaderMap;
use axum::middleware::{self, Next};

use crate::configuration::Network;

/// Lets what is inside see the client's address in place of a trusted proxy's.
pub(crate) fn believe_proxies(router: Router, trusted: &[Network]) -> Router {
    if trusted.is_empty() {
        return router;
    }
    let trusted: Arc<[Network]> = trusted.into();
    router.layer(middleware::from_fn(move |mut request: Request, next: Next| {
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0);
        if let Some(peer) = peer {
            let address = client(peer.ip(), request.headers(), &trusted);
            request.extensions_mut().insert(ConnectInfo(SocketAddr::new(address, peer.port())));
        }
        next.run(request)
    }))
}

/// Walks the chain of proxies from the nearest until somebody isn't trusted.
pub(super) fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
    let values = headers.get_all("x-forwarded-for");
    let hops: Vec<&str> = values
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect();
    let mut address = peer;
    for hop in hops.iter().rev() {
        if !is_trusted(address) {
            break;
        }
        match address_of(hop) {
            Some(next) => address = next,
            None => break,
        }
    }
    address
}

/// Some proxies add the port.
fn address_of(hop: &str) -> Option<IpAddr> {
    let bare = hop.trim_matches(['[', ']']).parse().ok();
    bare.or_else(|| hop.parse::<SocketAddr>().ok().map(|address| address.ip()))
}
