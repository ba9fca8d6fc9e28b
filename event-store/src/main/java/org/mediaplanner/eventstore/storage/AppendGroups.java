package org.mediaplanner.eventstore.storage;

/** Makes groups of appends, and writes them. */
public final class AppendGroups {

    private final Appender appender;
    private final Runnable afterCommit;

    AppendGroups(Appender appender, Runnable afterCommit) {
        this.appender = appender;
        this.afterCommit = afterCommit;
    }

    public AppendGroup open() {
        return new AppendGroup();
    }

    /**
     * Writes what {@code group} holds, with one statement, in the current transaction or in one of its own.
     *
     * @throws org.axonframework.modelling.command.ConcurrencyException when another append took a version first
     */
    public void write(AppendGroup group) {
        group.write(appender);
    }

    /** To be called once the transaction of {@link #write} is over: wakes those who follow the log. */
    public void committed() {
        afterCommit.run();
    }
}
