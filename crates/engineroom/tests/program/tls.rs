//! TLS from certificate files.

use std::io::Write;
use std::net::TcpStream;
use std::sync::Arc;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use crate::http::{Answer, Request, connect, exchange};
use crate::production::{project_with_keys, start};
use crate::project::{NOTES, NOTES_PATH, PUBLISHABLE_KEY, Project, Server};

const SETTINGS: &str = "[engineroom.tls]\ncert = \"tls/cert.pem\"\nkey = \"tls/key.pem\"\n";

/// Writes a certificate for this machine and its key into a project, and gives the certificate.
fn certify(project: &Project) -> CertificateDer<'static> {
    let names = ["localhost".to_owned(), "127.0.0.1".to_owned()];
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(names).unwrap();
    project.write("supabase/tls/cert.pem", &cert.pem());
    project.write("supabase/tls/key.pem", &signing_key.serialize_pem());
    cert.der().clone()
}

fn secured(
    server: &Server,
    trusted: &CertificateDer<'static>,
) -> StreamOwned<ClientConnection, TcpStream> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.clone()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from("localhost").unwrap();
    let client = ClientConnection::new(Arc::new(config), name).unwrap();
    StreamOwned::new(client, connect(&server.address))
}

fn ask(server: &Server, trusted: &CertificateDer<'static>, request: &Request) -> Answer {
    exchange(secured(server, trusted), &request.bytes("localhost")).unwrap()
}

#[test]
fn dev_and_start_speak_tls_with_certificate_files() {
    let project = Project::new(NOTES);
    let cert = certify(&project);
    project.append("supabase/config.toml", SETTINGS);
    let server = project.dev();
    assert!(server.welcome.contains("is served at https://127.0.0.1:"), "{}", server.welcome);
    let note = Request::post(NOTES_PATH, r#"{"body":"sealed"}"#).key(PUBLISHABLE_KEY);
    ask(&server, &cert, &note).expect(201);
    let read = Request::get("/rest/v1/notes?select=body").key(PUBLISHABLE_KEY);
    assert_eq!(ask(&server, &cert, &read).expect(200).text(), r#"[{"body":"sealed"}]"#);
    // Who doesn't speak it learns nothing and harms nobody.
    let plain = exchange(connect(&server.address), &read.bytes("localhost"));
    assert!(plain.is_err(), "{plain:?}");
    let mut noise = connect(&server.address);
    noise.write_all(&[0x16, 3, 1, 0xff, 0xff, 0, 0, 0]).unwrap();
    ask(&server, &cert, &read).expect(200);
    drop(noise);
    server.stop_well();
    let (project, _) = project_with_keys();
    let cert = certify(&project);
    project.append("supabase/config.toml", SETTINGS);
    let server = start(&project, &["--host", "0.0.0.0"]);
    ask(&server, &cert, &Request::get("/auth/v1/health")).expect(200);
    server.stop_well();
}

#[test]
fn certificates_that_cant_be_used_are_told() {
    let project = Project::new(NOTES);
    project.append("supabase/config.toml", SETTINGS);
    let check = |expected: &[&str]| {
        project.fails(&["dev", "--port", "0"], expected);
    };
    check(&["the certificate", "tls/cert.pem can't be used"]);
    certify(&project);
    let cert = std::fs::read_to_string(project.path("supabase/tls/cert.pem")).unwrap();
    project.write("supabase/tls/cert.pem", "no certificate\n");
    check(&["tls/cert.pem holds no certificate"]);
    project.write("supabase/tls/cert.pem", &cert);
    project.write("supabase/tls/key.pem", "no key\n");
    check(&["the key", "tls/key.pem can't be used"]);
    certify(&project);
    project.write("supabase/tls/cert.pem", &cert);
    check(&["the key", "tls/key.pem can't be used"]);
    project.write("supabase/config.toml", "[engineroom.tls]\ncert = \"tls/cert.pem\"\n");
    check(&["engineroom.tls.cert needs engineroom.tls.key too"]);
}
