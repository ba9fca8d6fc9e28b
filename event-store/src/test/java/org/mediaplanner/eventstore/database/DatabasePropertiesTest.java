package org.mediaplanner.eventstore.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mediaplanner.eventstore.database.DatabaseProperties.Login;
import org.mediaplanner.eventstore.database.DatabaseProperties.Pool;

class DatabasePropertiesTest {

    private static final Pool POOL = new Pool("someone", "secret", 8);

    @Test
    void a_jdbc_url_is_taken_as_it_is() {
        assertThat(at("jdbc:postgresql://db:5433/planner?sslmode=require", null).jdbcUrl())
                .isEqualTo("jdbc:postgresql://db:5433/planner?sslmode=require");
    }

    @Test
    void a_hosting_url_is_rewritten_and_its_credentials_are_the_owners() {
        DatabaseProperties properties = at("postgres://anna:p%40ss:word@db/planner", null);

        assertThat(properties.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5432/planner");
        assertThat(properties.ownerLogin()).isEqualTo(new Login("anna", "p@ss:word"));
        assertThat(at("postgresql://anna:x@db:1/p", null).port()).isEqualTo(1);
    }

    @Test
    void an_owner_that_is_set_wins_over_the_one_in_the_url() {
        assertThat(at("postgres://anna:x@db/p", new Login("berta", "y")).ownerLogin().username()).isEqualTo("berta");
        assertThat(at("postgres://anna:x@db/p", new Login("", "")).ownerLogin().username()).isEqualTo("anna");
    }

    @Test
    void without_any_owner_the_setting_that_is_missing_is_named() {
        assertThatIllegalStateException().isThrownBy(() -> at("jdbc:postgresql://db/p", null).ownerLogin())
                .withMessageContaining("mediaplanner.database.owner");
    }

    private static DatabaseProperties at(String url, @Nullable Login owner) {
        return new DatabaseProperties(url, owner, POOL, POOL);
    }
}
