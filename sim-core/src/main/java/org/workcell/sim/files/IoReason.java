package org.workcell.sim.files;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Why a file could not be read or written, in words for the people who named it. */
public final class IoReason {

  private IoReason() {}

  /**
   * The reason.
   *
   * @return a part of a sentence, such as {@code there is no runs/a.json}; what {@code toString}
   *     gives where the fault is not one of files
   */
  public static String of(Throwable fault) {
    if (fault instanceof UncheckedIOException unchecked) {
      return of(unchecked.getCause());
    }
    if (fault instanceof FileSystemException file) {
      return of(file);
    }
    if (fault instanceof EOFException) {
      return "it ends too early";
    }
    if (fault instanceof CharacterCodingException) {
      return "it is not text in UTF-8";
    }
    boolean plain = fault.getClass() == IOException.class || fault instanceof FileNotFoundException;
    return plain && fault.getMessage() != null ? fault.getMessage() : fault.toString();
  }

  private static String of(FileSystemException fault) {
    String file = fault.getFile();
    if (file == null) {
      return fault.toString();
    }
    if (fault instanceof NoSuchFileException) {
      return "there is no " + firstMissing(Path.of(file));
    }
    if (fault instanceof AccessDeniedException) {
      return "no permission for " + file;
    }
    if (fault instanceof FileAlreadyExistsException) {
      return file + " exists and is no folder";
    }
    if (fault instanceof DirectoryNotEmptyException) {
      return file + " is not empty";
    }
    return fault.getReason() == null ? fault.toString() : file + ": " + fault.getReason();
  }

  /** A file that is to be written is missing as long as its folder is. */
  private static Path firstMissing(Path file) {
    Path missing = file;
    while (missing.getParent() != null && Files.notExists(missing.getParent())) {
      missing = missing.getParent();
    }
    return missing;
  }
}
