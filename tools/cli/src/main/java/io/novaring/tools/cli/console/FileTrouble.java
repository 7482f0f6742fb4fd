/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.console;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * Why a file could not be read or written, in words: the JDK's exceptions often say its name alone.
 */
public final class FileTrouble {
    private FileTrouble() {}

    public static String why(final IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file or folder: " + failure.getMessage();
        }
        if (failure instanceof FileAlreadyExistsException) {
            return failure.getMessage() + " is there already";
        }
        if (failure instanceof AccessDeniedException) {
            return "no permission for " + failure.getMessage();
        }
        if (failure instanceof NotDirectoryException) {
            return failure.getMessage() + " is no folder";
        }
        if (failure instanceof DirectoryNotEmptyException) {
            return failure.getMessage() + " is not empty";
        }
        if (failure instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason() + ": " + system.getFile();
        }
        final String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
