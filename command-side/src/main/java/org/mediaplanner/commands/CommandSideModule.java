package org.mediaplanner.commands;

import java.time.Clock;
import org.mediaplanner.commands.handling.HandlingProperties;
import org.mediaplanner.eventstore.database.SchemaMigration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Everything that decides. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@EnableConfigurationProperties(HandlingProperties.class)
@EnableScheduling
public class CommandSideModule {

    /** The schema is there and up to date. */
    record CommandSideMigrated() {}

    @Bean
    CommandSideMigrated commandSideMigrated(SchemaMigration migration) {
        migration.migrate("command_side", "classpath:db/command_side");
        return new CommandSideMigrated();
    }

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }
}
