package org.mediaplanner.commands;

/** A command given in view of one version of its aggregate; stale ones are refused. */
public interface OnVersion {

    long expectedVersion();
}
