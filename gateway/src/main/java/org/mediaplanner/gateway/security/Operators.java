package org.mediaplanner.gateway.security;

import org.mediaplanner.commands.identity.Accounts;
import org.mediaplanner.commands.identity.Accounts.Account;
import org.mediaplanner.gateway.command.CommandGate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who looks after the installation: a right over it as a whole, given by its configuration and by no organisation. */
@Component
public class Operators {

    private final SecurityProperties properties;
    private final Accounts accounts;
    private final CommandGate commandGate;

    Operators(SecurityProperties properties, Accounts accounts, CommandGate commandGate) {
        this.properties = properties;
        this.accounts = accounts;
        this.commandGate = commandGate;
    }

    public boolean include(Account account) {
        return properties.operators().stream().anyMatch(operator -> operator.equalsIgnoreCase(account.email())
                || operator.equals(account.id().value()));
    }

    /** Asked at each request: the right ends with the configuration, not with the token. */
    public Mono<Boolean> include(Member member) {
        return properties.operators().isEmpty()
                ? Mono.just(false)
                : commandGate.through(() -> accounts.find(member.userId()).filter(this::include).isPresent());
    }
}
