//! TLS from certificate files.

use std::sync::Arc;

use anyhow::Context;
use rustls::ServerConfig;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::TlsAcceptor;

use crate::configuration::Tls;

/// What makes TLS of a connection.
pub(super) fn acceptor(tls: &Tls) -> anyhow::Result<TlsAcceptor> {
    let cert = || format!("the certificate {} can't be used", tls.cert.display());
    let key = || format!("the key {} can't be used", tls.key.display());
    let chain: Vec<CertificateDer<'static>> =
        CertificateDer::pem_file_iter(&tls.cert).and_then(Iterator::collect).with_context(cert)?;
    anyhow::ensure!(!chain.is_empty(), "{} holds no certificate", tls.cert.display());
    let private = PrivateKeyDer::from_pem_file(&tls.key).with_context(key)?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, private)
        .with_context(key)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}
