package org.mediaplanner.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {

    private static final String HERE = "media.example.com:8443";

    private final Origins origins = new Origins(new CorsProperties(List.of("https://planner.example.com")));

    @Test
    void who_names_no_origin_is_no_browser_and_pages_of_this_host_are_its_own() {
        assertThat(origins.admit(null, HERE)).isTrue();
        assertThat(origins.admit("https://media.example.com:8443", HERE)).isTrue();
        assertThat(origins.admit("http://MEDIA.example.com:8443", HERE)).isTrue();
        assertThat(origins.admit("https://planner.example.com", HERE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://planner.example.com.evil.example", "http://planner.example.com",
            "https://planner.example.com:444", "https://evil.example", "https://media.example.com", "null", "",
            "https://", "://media.example.com:8443", "media.example.com:8443",
            "https://evil.example/media.example.com:8443", "https://evil@media.example.com:8443"})
    void no_other_page_may_call_however_alike_its_origin_looks(String origin) {
        assertThat(origins.admit(origin, HERE)).isFalse();
    }

    @Test
    void without_a_host_no_page_is_of_it() {
        assertThat(origins.admit("https://media.example.com:8443", null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "https://*.example.com", "https://planner.example.com/", "planner.example.com",
            "https://Planner.example.com", "ftp://planner.example.com", "null"})
    void what_no_browser_says_is_no_origin(String text) {
        assertThat(text).doesNotMatch(CorsProperties.ORIGIN);
    }
}
