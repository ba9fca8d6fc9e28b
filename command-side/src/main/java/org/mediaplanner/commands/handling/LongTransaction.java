package org.mediaplanner.commands.handling;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets a transaction take longer than the writer's may. What takes its place in the log must still be over soon, since
 * readers wait for it; until then a transaction keeps nobody waiting but who wants the rows that it has locked.
 */
@Component
public class LongTransaction {

    private final JdbcClient jdbc;

    LongTransaction(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** From now on the transaction may take its time. */
    public void takeTime() {
        jdbc.sql("SET LOCAL transaction_timeout = 0").update();
        jdbc.sql("SET LOCAL idle_in_transaction_session_timeout = 0").update();
    }

    /** What is left is appending: as long as any transaction may take, from now on. */
    public void hurry() {
        jdbc.sql("SET LOCAL transaction_timeout = '20s'").update();
    }
}
