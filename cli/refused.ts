/** A command that cannot be done as asked; the message is one Chinese sentence. */
export class CommandRefused extends Error {}
