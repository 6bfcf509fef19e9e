"""What a user would reach for instead, each as a script by somebody who knows the library: it reads
an archive and writes the wrong cells to a file, a row and a heading a line."""
