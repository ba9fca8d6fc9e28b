package org.mediaplanner.gateway.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.mediaplanner.gateway.security.SigningKeyOrigin;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * With what settings nobody else's data may be looked after. Sandbox and development are free of them; whoever names
 * neither profile is taken to mean it.
 */
final class ProductionRules {

    private static final Profiles TRYING = Profiles.of("sandbox | dev");
    private static final String DATABASE = "mediaplanner.database.";
    private static final String SECURITY = "mediaplanner.security.";
    private static final String VAULT = "mediaplanner.vault.";
    private static final String GOOGLE = "mediaplanner.google.";
    private static final String KEY_FILE = SECURITY + "private-key-file";
    /** The example's own, and what is tried first. */
    private static final Set<String> KNOWN_PASSWORDS = Set.of("change-me", "changeme", "password", "postgres",
            "secret");

    private final Environment settings;
    private final Function<Path, String> files;
    private final List<String> broken = new ArrayList<>();

    private ProductionRules(Environment settings, Function<Path, String> files) {
        this.settings = settings;
        this.files = files;
    }

    /**
     * What stands in the way of a start, a sentence each.
     *
     * @param files what stands in a file; nothing where there is none
     */
    static List<String> broken(Environment settings, Function<Path, String> files) {
        ProductionRules rules = new ProductionRules(settings, files);
        if (settings.acceptsProfiles(Profiles.of("prod & (sandbox | dev)"))) {
            rules.broken.add("The profile prod is for other people's data, sandbox and dev are for none: "
                    + "SPRING_PROFILES_ACTIVE must not name both.");
        } else if (!settings.acceptsProfiles(TRYING)) {
            rules.passwords();
            rules.origins();
            rules.signingKey();
            rules.vault();
            rules.letters();
            rules.operators();
            rules.google();
        }
        return List.copyOf(rules.broken);
    }

    private void passwords() {
        for (String role : List.of("owner", "writer", "reader")) {
            String user = text(DATABASE + role + ".username");
            String password = text(DATABASE + role + ".password");
            if (role.equals("owner") && user.isEmpty()) {
                String[] named = userOfUrl();
                user = named[0];
                password = named.length > 1 ? named[1] : "";
            }
            if (password.isEmpty() || KNOWN_PASSWORDS.contains(password) || password.equals(user)) {
                broken.add("The password of the database's %s (%s) is %s: give it one of its own.".formatted(role,
                        SettingNames.told(settings, DATABASE + role + ".password"),
                        password.isEmpty() ? "empty" : "one that anybody would guess"));
            }
        }
    }

    private String[] userOfUrl() {
        try {
            String url = text(DATABASE + "url");
            String named = URI.create(url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url).getUserInfo();
            return named == null ? new String[]{""} : named.split(":", 2);
        } catch (IllegalArgumentException noUrl) {
            return new String[]{""};
        }
    }

    private void origins() {
        String name = "mediaplanner.cors.origins";
        Binder.get(settings).bind(name, Bindable.listOf(String.class)).orElse(List.of()).stream()
                .filter(origin -> !origin.startsWith("https://"))
                .forEach(origin -> broken
                        .add("%s names %s: pages that come in the clear are anybody's who sits between; "
                                .formatted(SettingNames.told(settings, name), origin) + "name https:// origins only."));
    }

    private void signingKey() {
        if (!text(SECURITY + "key-file").isEmpty()) {
            broken.add(SECURITY + "key-file makes a key by itself, as a sandbox does: set JWT_PRIVATE_KEY or "
                    + "JWT_PRIVATE_KEY_FILE to a key that you have made.");
        }
        String file = text(KEY_FILE);
        boolean lent = Stream.of(text(SECURITY + "private-key"), file.isEmpty() ? "" : files.apply(Path.of(file)))
                .anyMatch(SigningKeyOrigin::isSandbox);
        if (lent || (!file.isEmpty() && liesInSandbox(Path.of(file)))) {
            broken.add(
                    "The key that signs tokens was made by a sandbox: set JWT_PRIVATE_KEY or JWT_PRIVATE_KEY_FILE to "
                            + "one that you have made (openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048).");
        }
    }

    private void vault() {
        String file = text(VAULT + "master-key-file");
        if (!text(VAULT + "key-file").isEmpty() || (!file.isEmpty() && liesInSandbox(Path.of(file)))) {
            broken.add(
                    "The master key is one that makes itself, or a sandbox's: set MASTER_KEY or MASTER_KEY_FILE to one "
                            + "that you have made and keep elsewhere (openssl rand -base64 32).");
        }
    }

    /** Nobody has shown that the address they registered with is theirs. */
    private void operators() {
        String name = SECURITY + "operators";
        Binder.get(settings).bind(name, Bindable.listOf(String.class)).orElse(List.of()).stream()
                .filter(operator -> operator.contains("@"))
                .forEach(operator -> broken
                        .add(("%s names the address %s, with which anybody could register: name user ids "
                                + "(GET /api/v1/auth/me says one's own).")
                                .formatted(SettingNames.told(settings, name), operator)));
    }

    private void google() {
        if (!text(GOOGLE + "client-id").isEmpty()) {
            Stream.of("issuer", "redirect-url").map(GOOGLE::concat)
                    .filter(name -> !text(name).startsWith("https://"))
                    .forEach(name -> broken.add(("%s is %s: who signs in with Google must not do so in the clear; "
                            + "name an https:// address.").formatted(SettingNames.told(settings, name), text(name))));
        }
    }

    private void letters() {
        if (Boolean.parseBoolean(text("mediaplanner.mail.print"))) {
            broken.add("mediaplanner.mail.print writes links to new passwords into the log: set MAIL_HOST instead.");
        }
    }

    private static boolean liesInSandbox(Path file) {
        return StreamSupport.stream(file.spliterator(), false).anyMatch(part -> part.toString().equals(".sandbox"));
    }

    private String text(String name) {
        return settings.getProperty(name, "").strip();
    }
}
