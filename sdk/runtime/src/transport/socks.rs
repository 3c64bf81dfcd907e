//! Connections through a SOCKS5 proxy.

use http::Uri;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::SocksV5;
use tower_service::Service;

use crate::error::boxed::BoxError;
use crate::transport::authority::{host, port};
use crate::transport::failure::ConnectFailure;
use crate::transport::io::Io;
use crate::transport::proxy::ProxyServer;

/// Opens a connection to the server through the proxy; `resolves` if the proxy resolves the name of
/// the server.
pub(crate) async fn connect(
    tcp: HttpConnector,
    proxy: &ProxyServer,
    server: &Uri,
    resolves: bool,
) -> Result<Box<dyn Io>, ConnectFailure> {
    let failed = |error: BoxError| ConnectFailure::proxy_unreachable(proxy, error);
    let target = if resolves {
        server.clone()
    } else {
        resolved(server).await.map_err(ConnectFailure::tcp)?
    };
    let mut socks = SocksV5::new(proxy.uri().map_err(failed)?, tcp);
    if let Some((user, password)) = &proxy.credentials {
        socks = socks.with_auth(user.clone(), password.clone());
    }
    match socks.call(target).await {
        Ok(stream) => Ok(Box::new(stream.into_inner())),
        Err(error) => Err(ConnectFailure::socks_refused(proxy, problem(&error))),
    }
}

/// Describes an error with all its causes.
fn problem(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}

/// Returns the URI with the address of the server instead of its name.
async fn resolved(server: &Uri) -> Result<Uri, BoxError> {
    let mut addresses = tokio::net::lookup_host((host(server), port(server))).await?;
    let address = addresses.next().ok_or("the name has no address")?;
    Ok(format!("https://{address}").parse()?)
}
