package org.mediaplanner.gateway.settings;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** Says of each setting that is no use what it is called, what it is, and what it would have to be. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnfitSettingsAnalyzer implements FailureAnalyzer {

    private static final String ACTION = "See docs/configuration.md, and start again.";
    private static final int DEPTH = 20;

    private final @Nullable Environment environment;

    UnfitSettingsAnalyzer(@Nullable Environment environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        List<String> sentences = Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(DEPTH)
                .map(this::sentences).filter(said -> !said.isEmpty()).reduce(List.of(), (outer, inner) -> inner);
        return sentences.isEmpty()
                ? null
                : new FailureAnalysis(String.join(System.lineSeparator(), sentences), ACTION, failure);
    }

    /** The innermost says most. */
    private List<String> sentences(Throwable cause) {
        return switch (cause) {
            case UnfitSettings unfit -> List.of(String.valueOf(unfit.getMessage()));
            case BindValidationException invalid -> invalid.getValidationErrors().getAllErrors().stream()
                    .map(error -> sentence(invalid.getValidationErrors().getName(), error)).sorted().toList();
            case BindException unreadable -> List.of(sentence(unreadable.getName().toString(),
                    environment == null ? null : environment.getProperty(unreadable.getName().toString()),
                    "cannot be read as " + unreadable.getTarget().getType().resolve(Object.class).getSimpleName()
                            .toLowerCase(Locale.ROOT)));
            default -> List.of();
        };
    }

    private String sentence(ConfigurationPropertyName within, ObjectError error) {
        String field = error instanceof FieldError one ? one.getField() : "";
        Object value = error instanceof FieldError one ? one.getRejectedValue() : null;
        return sentence(field.isEmpty() ? within.toString() : within + "." + kebab(field), value,
                String.valueOf(error.getDefaultMessage()));
    }

    private String sentence(String setting, @Nullable Object value, String wrong) {
        String told = environment == null
                ? setting
                : SettingNames.told(environment, setting.replaceFirst("\\[\\d+]$",
                        ""));
        return "%s is %s: it %s.".formatted(told, shown(setting, value), wrong);
    }

    /** A secret is not shown to whoever reads how the start failed. */
    private static String shown(String setting, @Nullable Object value) {
        if (value == null) {
            return "not set";
        }
        boolean secret = Stream.of("password", "private-key", "url").anyMatch(setting::contains)
                && !setting.endsWith("-file");
        return secret ? "set to something else" : "'" + value + "'";
    }

    private static String kebab(String field) {
        return field.chars().mapToObj(c -> Character.isUpperCase(c)
                ? "-" + (char) Character.toLowerCase(c)
                : String.valueOf((char) c)).collect(Collectors.joining());
    }
}
