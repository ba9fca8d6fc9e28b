package org.mediaplanner.events;

/** Who acted: a person, another program with its own credentials, or this product by itself. */
public enum ActorType {
    USER, SERVICE, SYSTEM
}
