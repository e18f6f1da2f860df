package org.workcell.randomization;

/**
 * A kind of factor that presets name: {@code it: {factor: NAME, ...}}. Kinds are found through
 * {@link java.util.ServiceLoader}, so that a jar on the class path adds one by a line in {@code
 * META-INF/services/org.workcell.randomization.FactorKind}. Immutable and thread-safe; a public
 * constructor without parameters.
 */
public interface FactorKind {

  /** Its name in presets, of small letters, digits and underscores; no other kind may have it. */
  String name();

  /**
   * The fields of an example, without {@code factor}, as in {@code target: object, scale: [0.5,
   * 2]}; may be empty. Tests of all kinds use it.
   */
  String example();

  /**
   * Makes a factor of the fields of a preset. Fields that are not read are refused as unknown; what
   * is read, defaults included, is the identity of the factor.
   *
   * @throws IllegalArgumentException if they are wrong; the methods of {@link Fields} say where
   */
  Factor read(Fields fields);
}
