# The program finds its scenarios and their schema in share/mqfate/scenarios, beside its bin folder.

if(TARGET mqfate)
    install(TARGETS mqfate RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(DIRECTORY scenarios/ DESTINATION ${CMAKE_INSTALL_DATADIR}/mqfate/scenarios
        FILES_MATCHING PATTERN "*.json")
install(DIRECTORY schema/ DESTINATION ${CMAKE_INSTALL_DATADIR}/mqfate/schema
        FILES_MATCHING PATTERN "*.json")
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
