// Package agenda zegt wat er te doen is: taken met hun laatste dag, wie ze doet,
// waarom, en op welke later dag er iets kan veranderen.
//
// Taken worden afgeleid en nooit bewaard als waarheid. Een termijn waarop de gemeente
// iets moet doen is een taak zolang zij openstaat, ook als de laatste dag voorbij is;
// is het gedaan, dan is de taak weg. Een feit dat ontbreekt wordt vanzelf een taak.
// Dit huis verandert niets en rekent geen termijnen; dat doet kern/recht.
package agenda
