// Package druk zet een brief (kern/brief) op papier en op het scherm.
//
// HTML geeft een toegankelijke bladzijde, PDF een getagd bestand volgens de
// structuur van PDF/UA-1: koppen, lijsten, tabellen met rijkoppen en kolomkoppen,
// voeten en tekeningen als artefact. Dezelfde brief geeft dezelfde bytes: dagen en
// kenmerken in het bestand komen uit de brief zelf, niet van een klok.
//
// The writer is our own because no pure Go library that tags its PDF resolves with
// our other dependencies, and a browser costs a hundred times the time of a letter.
// It knows just what a letter needs: one column, two fonts, a few block kinds.
package druk
