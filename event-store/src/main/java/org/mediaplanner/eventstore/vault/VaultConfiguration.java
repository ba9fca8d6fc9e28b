package org.mediaplanner.eventstore.vault;

import org.mediaplanner.eventstore.database.ApartConnections;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VaultProperties.class)
class VaultConfiguration {

    /** A node that cannot read the tenants' keys must not start; one that can wraps them by its own master key. */
    @Bean
    Vault vault(ApartConnections connections, VaultProperties properties) {
        Vault vault = new Vault(connections, MasterKeys.of(properties), properties.noticed());
        vault.rewrap();
        return vault;
    }
}
