package org.mediaplanner.gateway.proof;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes tokens that nobody issued out of two that were. Where only one claim or one header is wrong, the signature is
 * that of the real key: it is that one check which has to see it.
 */
final class Forger {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /** Stands for a field that is left out. */
    private static final String NONE = "\u0000";

    private final List<String> parts;
    private final Map<String, Object> header;
    private final Map<String, Object> claims;
    private final Map<String, Object> otherClaims;
    private final RSAKey key;
    private final RSAKey strangersKey;

    /** A token, and what is wrong with it. */
    record Forgery(String kind, String token) {}

    /** @param key the real one, with its private half */
    Forger(String token, String another, RSAKey key) {
        this.parts = List.of(token.split("\\.", -1));
        this.key = key;
        try {
            this.header = JWSHeader.parse(new Base64URL(parts.getFirst())).toJSONObject();
            this.claims = claims(token);
            this.otherClaims = claims(another);
            this.strangersKey = new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate();
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> claims(String token) throws ParseException {
        return SignedJWT.parse(token).getJWTClaimsSet().toJSONObject();
    }

    /** The next of them, which {@code random} decides about. */
    Forgery next(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> withoutAlgorithm(random);
            case 1 -> signedWithThePublicKey(random);
            case 2 -> withWrongHeader(random);
            case 3 -> withWrongClaim(random);
            case 4 -> withSwappedClaim(random);
            case 5 -> signedByAStranger(random);
            case 6, 7 -> withFlippedBit(random);
            case 8 -> withOtherAlgorithm(random);
            default -> withOtherText(random);
        };
    }

    private Forgery withoutAlgorithm(Random random) {
        String none = one(random, "none", "None", "NONE", "nOnE", "");
        String signature = one(random, "", parts.get(2), "AA");
        return new Forgery("alg none", encoded(changed(header, "alg", none)) + "." + encoded(upgraded(random)) + "."
                + signature);
    }

    private Forgery signedWithThePublicKey(Random random) {
        JWSAlgorithm algorithm = one(random, JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512);
        String text = encoded(changed(header, "alg", algorithm.getName())) + "." + encoded(upgraded(random));
        return new Forgery("HMAC with the public key", text + "." + hmac(algorithm, secret(random), text));
    }

    /** The bytes by which a public key is known: DER, PEM with and without its last line, JWK, and the modulus. */
    private byte[] secret(Random random) {
        try {
            byte[] der = key.toRSAPublicKey().getEncoded();
            String pem = "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der)
                    + "\n-----END PUBLIC KEY-----";
            return switch (random.nextInt(5)) {
                case 0 -> der;
                case 1 -> pem.getBytes(StandardCharsets.US_ASCII);
                case 2 -> (pem + "\n").getBytes(StandardCharsets.US_ASCII);
                case 3 -> key.toPublicJWK().toJSONString().getBytes(StandardCharsets.US_ASCII);
                default -> key.getModulus().decode();
            };
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hmac(JWSAlgorithm algorithm, byte[] secret, String text) {
        try {
            String name = "HmacSHA" + algorithm.getName().substring(2);
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(secret, name));
            return Base64URL.encode(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII))).toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Forgery withWrongHeader(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> signed("typ", changed(header, "typ", one(random, NONE, "JWT", "id+jwt", "rt+jwt", "at", "",
                    "refresh", "dpop+jwt")), claims, key);
            case 1 -> signed("kid", changed(header, "kid", one(random, NONE, "", "other", "../../../dev/null",
                    "' OR 1=1 --", key.getKeyID() + "x", key.getKeyID().toLowerCase(Locale.ROOT))), claims, key);
            case 2 -> signed("crit", changed(header, "crit", one(random, List.of("exp"), List.of("b64"),
                    List.of("urn:example:unknown"), List.of(), List.of("alg"))), claims, key);
            default -> signed("b64", changed(changed(header, "b64", false), "crit", List.of("b64")), claims, key);
        };
    }

    private Forgery withWrongClaim(Random random) {
        long now = Instant.now().getEpochSecond();
        return switch (random.nextInt(8)) {
            case 0 -> claim("iss", one(random, NONE, "", "someone-else", "media-planner ", "https://media-planner"));
            case 1 -> claim("aud", one(random, NONE, "", List.of(), "another-api", List.of("another-api", "x")));
            case 2 -> claim("exp", one(random, NONE, 0, now - 61 - random.nextInt(1_000_000), -1));
            case 3 -> claim("nbf", now + 61 + random.nextInt(1_000_000));
            case 4 -> claim("client_id", one(random, NONE, "", "another-client"));
            case 5 -> claim("sub", one(random, NONE, "", "usr_1", String.valueOf(claims.get("tenant"))));
            case 6 -> claim("tenant", one(random, NONE, "", "ten_1", String.valueOf(claims.get("sub"))));
            default -> claim("sid",
                    one(random, NONE, "", "no-session", UUID.randomUUID().toString(), String.valueOf(otherClaims
                            .get("sid"))));
        };
    }

    private Forgery claim(String name, Object value) {
        return signed("claim " + name, header, changed(claims, name, value), key);
    }

    private Forgery withSwappedClaim(Random random) {
        return new Forgery("swapped claims, old signature", parts.getFirst() + "." + encoded(upgraded(random)) + "."
                + parts.get(2));
    }

    /** What a thief would want: another organisation, another user, another session, or a longer life. */
    private Map<String, Object> upgraded(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> changed(claims, "tenant", String.valueOf(otherClaims.get("tenant")));
            case 1 -> changed(claims, "sub", String.valueOf(otherClaims.get("sub")));
            case 2 -> changed(claims, "sid", String.valueOf(otherClaims.get("sid")));
            case 3 -> changed(claims, "exp", Instant.now().getEpochSecond() + 1_000_000 + random.nextInt(1_000_000));
            default -> changed(claims, "jti", Long.toString(random.nextLong()));
        };
    }

    private Forgery signedByAStranger(Random random) {
        Map<String, Object> own = switch (random.nextInt(4)) {
            case 0 -> changed(header, "jwk", strangersKey.toPublicJWK().toJSONObject());
            case 1 -> changed(header, "jku", "http://127.0.0.1:1/keys.json");
            case 2 -> changed(header, "x5u", "http://127.0.0.1:1/chain.pem");
            default -> header;
        };
        return signed("another key", own, random.nextBoolean() ? claims : upgraded(random), strangersKey);
    }

    private Forgery withOtherAlgorithm(Random random) {
        String algorithm = one(random, "RS384", "RS512", "PS256", "PS384", "PS512");
        return signed("alg " + algorithm, changed(header, "alg", algorithm), claims, key);
    }

    private Forgery withFlippedBit(Random random) {
        int part = random.nextInt(3);
        byte[] bytes = new Base64URL(parts.get(part)).decode();
        int bit = random.nextInt(bytes.length * 8);
        bytes[bit / 8] = (byte) (bytes[bit / 8] ^ (1 << (bit % 8)));
        return new Forgery("flipped bit", with(part, Base64URL.encode(bytes).toString()));
    }

    /** The text itself is changed, also where it would be read as the same bytes. */
    private Forgery withOtherText(Random random) {
        int part = random.nextInt(3);
        String text = parts.get(part);
        int place = random.nextInt(text.length());
        return switch (random.nextInt(6)) {
            case 0 -> new Forgery("cut short", with(part, text.substring(0, place)));
            case 1 -> new Forgery("padded", with(2, parts.get(2) + "=".repeat(1 + random.nextInt(2))));
            case 2 -> new Forgery("spare bits", with(part, text.substring(0, text.length() - 1)
                    + otherThan(text.charAt(text.length() - 1), random)));
            case 3 -> new Forgery("another letter", with(part, text.substring(0, place)
                    + otherThan(text.charAt(place), random) + text.substring(place + 1)));
            case 4 -> new Forgery("one letter more", with(part, text.substring(0, place)
                    + one(random, "A", "~", ".", "+", "/") + text.substring(place)));
            default -> new Forgery("parts in disorder", one(random, parts.get(0) + "." + parts.get(1),
                    parts.get(1) + "." + parts.get(0) + "." + parts.get(2), parts.get(0) + "." + parts.get(1) + ".",
                    String.join(".", parts) + "." + parts.get(2), "." + parts.get(1) + "." + parts.get(2),
                    String.join(".", parts) + "..", parts.get(0) + ".." + parts.get(2)));
        };
    }

    private static char otherThan(char letter, Random random) {
        char other = LETTERS.charAt(random.nextInt(LETTERS.length()));
        return other == letter ? otherThan(letter, random) : other;
    }

    private String with(int part, String text) {
        String[] changed = parts.toArray(String[]::new);
        changed[part] = text;
        return String.join(".", changed);
    }

    private static Forgery signed(String kind, Map<String, Object> header, Map<String, Object> claims, RSAKey key) {
        String text = encoded(header) + "." + encoded(claims);
        String name = String.valueOf(header.get("alg"));
        try {
            return new Forgery(kind, text + "." + new RSASSASigner(key).sign(new JWSHeader(JWSAlgorithm.parse(name)),
                    text.getBytes(StandardCharsets.US_ASCII)));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> changed(Map<String, Object> fields, String name, Object value) {
        Map<String, Object> changed = new TreeMap<>(fields);
        if (value.equals(NONE)) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return changed;
    }

    private static String encoded(Map<String, Object> fields) {
        return Base64URL.encode(JSONObjectUtils.toJSONString(fields)).toString();
    }

    @SafeVarargs
    private static <T> T one(Random random, T... some) {
        return some[random.nextInt(some.length)];
    }
}
